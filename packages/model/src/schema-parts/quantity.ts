import { z } from 'zod';

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The value of a Kubernetes quantity, in cores or bytes; `undefined` if the text is not a quantity.
 *
 * The grammar is that of `k8s.io/apimachinery/pkg/api/resource`.
 */
export function parseQuantity(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, digits, suffix = '', exponent] = match;
  if (exponent !== undefined) return Number(`${digits}e${exponent}`);
  const factor = factors[suffix];
  return factor === undefined ? undefined : Number(digits) * factor;
}

/** Bounds of a quantity, both inclusive quantities. */
interface Bounds {
  readonly atLeast?: string;
  readonly atMost?: string;
}

/** What a field measures: the units that it accepts, its smallest step, and an example. */
interface Measure {
  readonly units: RegExp;
  /** In steps of this many to one. */
  readonly stepsPerUnit: number;
  readonly expected: string;
}

const cores: Measure = {
  units: /^\d*\.?\d*m?$/,
  // https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
  stepsPerUnit: 1000,
  expected: "CPU as text: '250m' is a quarter of a core, '2' are two cores, and nothing is finer than 1m",
};

const bytes: Measure = {
  units: /^\d*\.?\d*([kMGTPE]|[KMGTPE]i)?$/,
  // The API server: "fractional byte value is invalid, must be an integer".
  stepsPerUnit: 1,
  expected: "whole bytes as text with their unit, such as '512Mi' or '50Gi'",
};

/** A schema for CPU, such as `250m`: in cores, with no unit but `m`. */
export function cpuQuantity(bounds: Bounds = {}): z.ZodType<string> {
  return quantity(cores, bounds);
}

/** A schema for memory and storage, such as `512Mi`: whole bytes, never `m`. */
export function byteQuantity(bounds: Bounds = {}): z.ZodType<string> {
  return quantity(bytes, bounds);
}

function quantity({ units, stepsPerUnit, expected }: Measure, bounds: Bounds): z.ZodType<string> {
  return z.string(expected).superRefine((text, context) => {
    const value = parseQuantity(text);
    const [least, most] = [bounds.atLeast ?? '0', bounds.atMost ?? '1E'];
    if (value === undefined || !units.test(text) || !isWhole(value * stepsPerUnit)) {
      context.addIssue({ code: 'custom', message: expected });
    } else if (value < (parseQuantity(least) ?? 0) || value > (parseQuantity(most) ?? Infinity)) {
      context.addIssue({ code: 'custom', message: `a quantity between ${least} and ${most}` });
    }
  });
}

/** Binary fractions of decimal texts are a little off. */
function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= Math.abs(value) * Number.EPSILON * 4;
}
