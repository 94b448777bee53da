import { z } from 'zod';

/**
 * An object schema that refuses unknown keys and lists, in the issue's message, the keys that it knows.
 *
 * `problemsOf` reads that list back to suggest the closest one.
 *
 * @param example what stands in place of a list of the required keys, where the mapping is missing
 */
export function strict<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  example?: string,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return JSON.stringify(Object.keys(shape));
      return example === undefined ? undefined : `a mapping such as ${example}`;
    },
  });
}
