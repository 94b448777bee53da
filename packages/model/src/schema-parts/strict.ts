import { z } from 'zod';

/**
 * An object schema that refuses unknown keys and tells, in the issue's message, which keys it knows.
 *
 * `problemsOf` reads that list back to suggest the closest one.
 */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? JSON.stringify(Object.keys(shape)) : undefined),
  });
}
