import { ProblemsError } from '@espalier/model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEvidence } from '../src/index.ts';
import { fixture } from './fixture.ts';

const { platform, cluster } = fixture();

/** Codes and files of what is wrong with a workspace that holds nothing but these files. */
function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = mkdtempSync(join(tmpdir(), 'espalier-evidence-'));
  onTestFinished(() => {
    rmSync(workspace, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  try {
    readEvidence(workspace, platform, cluster);
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(({ code, file }) => `${code} ${file}`);
    throw error;
  }
}

test('a tree and plans that are not there are named, all at once', () => {
  expect(problemsOf({})).toEqual([
    'ESP7001 clusters/production',
    'ESP7001 clusters/production/cloud',
    'ESP7001 clusters/cloud/environment-production',
    'ESP7001 clusters/cloud/account-shared',
  ]);
});

test('a file that is not YAML is named', () => {
  const problems = problemsOf({ 'clusters/production/identity/deployment-identity.yaml': 'kind: [\n' });
  expect(problems).toContain('ESP7002 clusters/production/identity/deployment-identity.yaml');
});
