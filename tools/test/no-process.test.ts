import { execFileSync, spawn } from 'node:child_process';
import { expect, test } from 'vitest';

test('a unit test that starts a process fails', () => {
  expect(() => execFileSync('true')).toThrow('Name a test file that does so *.e2e.test.ts.');
  expect(() => spawn('true')).toThrow('A unit test starts a process: spawn true.');
});
