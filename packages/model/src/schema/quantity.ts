import { z } from 'zod';

const factors: Readonly<Record<string, number>> = {
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
 * The number that a Kubernetes quantity stands for, in cores or bytes; `undefined` where the text is none.
 *
 * The grammar is that of `k8s.io/apimachinery/pkg/api/resource`.
 */
export function parseQuantity(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(?:(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, digits, suffix = '', exponent] = match;
  const factor = exponent === undefined ? factors[suffix] : 10 ** Number(exponent);
  return factor === undefined ? undefined : Number(digits) * factor;
}

/** A schema for Kubernetes quantities such as `250m` or `512Mi`; both bounds are inclusive quantities. */
export function quantity(bounds: { readonly atLeast?: string; readonly atMost?: string } = {}): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    const value = parseQuantity(text);
    const [least, most] = [bounds.atLeast ?? '0', bounds.atMost ?? '1E'];
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: 'a Kubernetes quantity such as 250m, 512Mi or 50Gi' });
    } else if (value < (parseQuantity(least) ?? 0) || value > (parseQuantity(most) ?? Infinity)) {
      context.addIssue({ code: 'custom', message: `a quantity between ${least} and ${most}` });
    }
  });
}
