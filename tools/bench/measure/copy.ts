import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Sample } from './sample.ts';

/** `cp -r` of a directory next to itself: the minimum cost of writing those files. The copy is deleted again. */
export function copyTree(directory: string): Sample {
  const copy = `${directory}-copy`;
  const started = performance.now();
  // `times` prints what the shell used and then what its children did.
  const { status, stdout, stderr } = spawnSync('sh', ['-c', 'cp -r "$1" "$2" && times', 'sh', directory, copy], {
    encoding: 'utf8',
  });
  const wallMs = performance.now() - started;
  rmSync(copy, { recursive: true, force: true });
  if (status !== 0) throw new Error(`cp -r ${directory} failed: ${stderr}`);
  return { wallMs, cpuMs: millisecondsIn(stdout), peakMiB: undefined };
}

/** The sum of the durations in a text such as `0m0.01s 0m1.25s`. */
function millisecondsIn(text: string): number {
  const durations = text.matchAll(/(\d+)m([\d.]+)s/g);
  return [...durations].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}
