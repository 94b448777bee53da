import type { Stack } from '@espalier/cloud';
import { ProblemsError, type Problem } from '@espalier/model';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, parseDocument } from 'yaml';

/** Path of a stack's settings, relative to the workspace; the folder is `stackConfigDir` of `Pulumi.yaml`. */
export function stackFile(stack: string): string {
  return `apps/cloud/stacks/Pulumi.${stack}.yaml`;
}

/**
 * Writes the secrets provider into a stack's file if it is missing. Everything else stays: the file has the encrypted
 * data key, which cannot be recreated, and users' settings and comments.
 *
 * @returns whether the file was written
 * @throws ProblemsError ESP5006 if the file is not a YAML mapping, ESP5007 if it names another provider, ESP5012 if it
 * cannot be written
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
        found: document.errors[0]?.message ?? 'The file is not a mapping.',
        expected: 'Settings of a Pulumi stack.',
        remedy: 'Correct the file, or restore it from Git: its encryptedkey cannot be recreated.',
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
        remedy: `Run \`npx nx pulumi ${name} -- stack change-secrets-provider "${secretsProvider}"\`, which encrypts them again.`,
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
    expected: 'A writable file in a writable folder: the key of the secrets is missing in it.',
    remedy: 'Make both writable, then run this again.',
  };
}
