import { z } from 'zod';

/** A whole number; both bounds inclusive. */
export function wholeNumber(min: number, max?: number): z.ZodInt {
  const schema = z.int(`a whole number from ${min} ${max === undefined ? 'on' : `to ${max}`}`).min(min);
  return max === undefined ? schema : schema.max(max);
}
