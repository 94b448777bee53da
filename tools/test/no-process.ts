import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/** Functions of Node that start a process. */
const starts = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'];

/** In unit tests, each of these throws: a file that starts a process belongs to the project `end-to-end`. */
for (const name of starts) {
  Object.assign(childProcess, {
    [name]: (program: unknown): never => {
      throw new Error(
        `A unit test starts a process: ${name} ${String(program)}. Name a test file that does so *.e2e.test.ts.`,
      );
    },
  });
}
syncBuiltinESMExports();
