/** Loaded with `--import` before what is measured; writes what the process used into the file of `BENCH_USAGE`. */
import { readFileSync, writeFileSync } from 'node:fs';

const report = process.env['BENCH_USAGE'];
if (report !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: (peakKiB() ?? maxRSS) / 1024 };
    writeFileSync(report, JSON.stringify(usage));
  });
}

/** What Linux calls the high water mark; `maxRSS` may be that of the process which started this one. */
function peakKiB(): number | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return peak === undefined ? undefined : Number(peak);
  } catch {
    return undefined;
  }
}
