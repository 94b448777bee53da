import { spawnSync } from 'node:child_process';
import type { Sample } from './sample.ts';

/**
 * Runs a program of the machine and measures the time of the process; its output is thrown away.
 *
 * @throws Error where it cannot be run; 1 is the exit code of `diff` where files differ
 */
export function runProgram(program: string, args: readonly string[], cwd: string): Sample {
  const started = performance.now();
  const { status, error } = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
  const wallMs = performance.now() - started;
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(' ')} failed in ${cwd}`, { cause: error });
  return { wallMs, cpuMs: NaN, peakMiB: undefined };
}
