import { ProblemsError } from '@espalier/model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const file = 'apps/cloud/Pulumi.yaml';

/**
 * Sees to it that the Pulumi project is called as the platform: stacks refer to each other by the project's name.
 *
 * @throws ProblemsError ESP5011 where it is called otherwise, or cannot be read
 */
export function checkProjectFile(workspace: string, platform: string): void {
  const name = nameIn(workspace);
  if (name === platform) return;
  throw new ProblemsError([
    {
      code: 'ESP5011',
      file,
      path: 'name',
      found: name === undefined ? 'The file cannot be read, or has no name.' : `The project is called '${name}'.`,
      expected: `The name of the platform: '${platform}'.`,
      remedy: 'Correct the name; where stacks are up already, rename the platform back instead.',
    },
  ]);
}

function nameIn(workspace: string): string | undefined {
  try {
    const project: unknown = parse(readFileSync(join(workspace, file), 'utf8'));
    const name: unknown = Reflect.get(Object(project), 'name');
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
