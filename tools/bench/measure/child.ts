import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOf, parseJson } from './json.ts';
import type { Sample } from './sample.ts';

const usage = join(import.meta.dirname, 'usage.ts');

/** Longer than anything worth waiting for. */
const timeoutMs = 600_000;

/** What a process cost and printed. */
export interface Outcome {
  readonly sample: Sample;
  readonly output: string;
}

/** Thrown where a process does not end in time. */
export class TimeoutError extends Error {}

/**
 * Runs a module in a Node process of its own, from source, and measures the process as a whole.
 *
 * @param cwd directory that it runs in
 * @throws TimeoutError after ten minutes
 * @throws Error where it does not end with exit code 0
 */
export function runModule(module: string, args: readonly string[], cwd: string): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-bench-run-'));
  try {
    const report = join(folder, 'usage.json');
    const printed = join(folder, 'stdout');
    const stdout = openSync(printed, 'w');
    const started = performance.now();
    const { status, error, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@espalier/source', '--import', usage, module, ...args],
      {
        cwd,
        stdio: ['ignore', stdout, 'pipe'],
        encoding: 'utf8',
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        env: { ...process.env, BENCH_USAGE: report },
      },
    );
    const wallMs = performance.now() - started;
    closeSync(stdout);
    if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') throw new TimeoutError(module);
    if (status !== 0) throw new Error(`${module} ${args.join(' ')} failed in ${cwd}: ${stderr}`, { cause: error });
    const used = parseJson(readFileSync(report, 'utf8'));
    return {
      sample: { wallMs, cpuMs: numberOf(used, 'cpuMs'), peakMiB: numberOf(used, 'peakMiB') },
      output: readFileSync(printed, 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
