/** What one run of a process cost. */
export interface Sample {
  /** From before the process is started until it is gone. */
  readonly wallMs: number;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  /** Peak of resident memory; undefined if not measured. */
  readonly peakMiB: number | undefined;
}

/** Several measurements of the same thing. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The median of what was measured, with the extremes. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? NaN;
  return { median: (lower + upper) / 2, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** Samples of the same run, by quantity. */
export interface Samples {
  readonly wallMs: Spread;
  readonly cpuMs: Spread;
  /** The most that any of them took. */
  readonly peakMiB: number | undefined;
}

/** Brings the samples of a run together. */
export function summarize(samples: readonly Sample[]): Samples {
  const peaks = samples.flatMap(({ peakMiB }) => (peakMiB === undefined ? [] : [peakMiB]));
  return {
    wallMs: spreadOf(samples.map(({ wallMs }) => wallMs)),
    cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)),
    peakMiB: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}
