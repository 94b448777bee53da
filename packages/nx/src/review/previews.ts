import { isMapping, ProblemsError } from '@espalier/model';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/**
 * Which inputs replace a resource, as a real `pulumi preview --json` says.
 *
 * @param files each named after its stack: `previews/cluster-production.json`
 * @returns for a stack and the id of a resource (`<type>/<name>`) the inputs that replace it; none where the preview
 *   updates it in place, `undefined` where no preview of the stack was supplied
 * @throws ProblemsError ESP8033 where a file is not what `pulumi preview --json` prints
 */
export function previewedReplacements(
  workspace: string,
  files: readonly string[],
): (stack: string, id: string) => readonly string[] | undefined {
  const byStack = new Map(files.map((file) => [basename(file, '.json'), replacedIn(workspace, file)]));
  return (stack, id) => {
    const replaced = byStack.get(stack);
    return replaced === undefined ? undefined : (replaced.get(id) ?? []);
  };
}

function replacedIn(workspace: string, file: string): ReadonlyMap<string, readonly string[]> {
  const preview = parsed(readFileSync(resolve(workspace, file), 'utf8'));
  const steps = isMapping(preview) ? preview['steps'] : undefined;
  if (!Array.isArray(steps)) {
    throw new ProblemsError([
      {
        code: 'ESP8033',
        file,
        path: 'steps',
        found: 'The file has no list of steps.',
        expected: 'What pulumi preview prints with --json.',
        remedy: `Write it again: npx nx pulumi ${basename(file, '.json')} -- preview --json > ${file}`,
      },
    ]);
  }
  return new Map(
    steps.filter(isMapping).flatMap((step) => {
      const { op, urn, replaceReasons, replaceKeys } = step;
      if (typeof op !== 'string' || !op.includes('replace') || typeof urn !== 'string') return [];
      const keys = [replaceReasons ?? replaceKeys ?? []].flat().map(String);
      return [[idOf(urn), keys] as const];
    }),
  );
}

/** `urn:pulumi:<stack>::<project>::<parents>$<type>::<name>` is `<type>/<name>` in a plan. */
function idOf(urn: string): string {
  const [, , types = '', name = ''] = urn.split('::');
  return `${types.slice(types.lastIndexOf('$') + 1)}/${name}`;
}

/** The JSON in what a task of Nx printed: Nx writes lines of its own around it. */
function parsed(text: string): unknown {
  const [first, last] = [/^\{/m.exec(text)?.index ?? 0, text.lastIndexOf('\n}')];
  try {
    return JSON.parse(last === -1 ? text : text.slice(first, last + 2));
  } catch {
    return undefined;
  }
}
