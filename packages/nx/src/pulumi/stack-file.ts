import type { Stack } from '@espalier/cloud';
import { ProblemsError, type Problem } from '@espalier/model';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, parseDocument } from 'yaml';

/** Where a stack's settings are, relative to the workspace; `stackConfigDir` of `Pulumi.yaml` names the folder. */
export function stackFile(stack: string): string {
  return `apps/cloud/stacks/Pulumi.${stack}.yaml`;
}

/**
 * Sees to it that a stack's file names its secrets provider. Everything else in it is left as it is: Pulumi keeps the
 * encrypted data key there, which cannot be made again, and people keep settings and comments there.
 *
 * @returns whether the file was written
 * @throws ProblemsError ESP5006 where the file is not a mapping of YAML, ESP5007 where it names another provider, ESP5012
 *   where it cannot be written
 */
export function ensureStackFile(workspace: string, { name, secretsProvider }: Stack): boolean {
  const file = stackFile(name);
  const absolute = join(workspace, file);
  const before = existsSync(absolute) ? readFileSync(absolute, 'utf8') : '';
  const document = parseDocument(before);
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents))) {
    throw new ProblemsError([
      {
        code: 'ESP5006',
        file,
        path: '',
        found: document.errors[0]?.message ?? 'The file holds something other than a mapping.',
        expected: 'Settings of a Pulumi stack.',
        remedy: 'Correct the file, or take it from Git: its encryptedkey cannot be made again.',
      },
    ]);
  }
  const given = document.get('secretsprovider');
  if (given === secretsProvider) return false;
  if (given !== undefined) {
    throw new ProblemsError([
      {
        code: 'ESP5007',
        file,
        path: 'secretsprovider',
        found: `The secrets of the stack are encrypted with ${typeof given === 'string' ? given : JSON.stringify(given)}.`,
        expected: `The key of its account: ${secretsProvider}.`,
        remedy: `Run \`npx nx pulumi ${name} -- stack change-secrets-provider "${secretsProvider}"\`, which encrypts them anew.`,
      },
    ]);
  }
  document.set('secretsprovider', secretsProvider);
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(`${absolute}.writing`, document.toString());
    renameSync(`${absolute}.writing`, absolute);
  } catch (error) {
    throw new ProblemsError([unwritable(file, error)]);
  }
  return true;
}

function unwritable(file: string, error: unknown): Problem {
  return {
    code: 'ESP5012',
    file,
    path: 'secretsprovider',
    found: `The system says: ${error instanceof Error ? error.message : String(error)}.`,
    expected: 'A file that can be written, in a folder that can be written: the key of the secrets is missing in it.',
    remedy: 'Make both writable for you, then run this again.',
  };
}
