import { ProblemsError } from '@espalier/model';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const file = 'apps/cloud/Pulumi.yaml';

/**
 * Checks that the Pulumi project has the platform's name: stacks refer to each other by the project's name.
 *
 * @throws ProblemsError ESP5011 if it has another name, or cannot be read
 */
export function checkProjectFile(workspace: string, platform: string): void {
  const { name, unreadable } = nameIn(workspace);
  if (name === platform) return;
  throw new ProblemsError([
    {
      code: 'ESP5011',
      file,
      path: 'name',
      found: unreadable ?? (name === undefined ? 'The project has no name.' : `The project is called '${name}'.`),
      expected: `The name of the platform: '${platform}'.`,
      remedy:
        unreadable === undefined
          ? 'Correct the name; if stacks are already deployed, rename the platform back instead.'
          : 'Correct the file, or restore it from Git.',
    },
  ]);
}

function nameIn(workspace: string): { readonly name?: string; readonly unreadable?: string } {
  const absolute = join(workspace, file);
  if (!existsSync(absolute)) return { unreadable: 'The file is missing.' };
  try {
    const project: unknown = parse(readFileSync(absolute, 'utf8'));
    const name: unknown = Reflect.get(Object(project), 'name');
    return typeof name === 'string' ? { name } : {};
  } catch (error) {
    return { unreadable: `The file cannot be read: ${error instanceof Error ? error.message.trim() : String(error)}` };
  }
}
