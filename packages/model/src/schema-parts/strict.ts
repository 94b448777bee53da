import { z } from 'zod';

/**
 * An object schema that refuses unknown keys and lists the known keys in the issue's message.
 *
 * `problemsOf` reads that list to suggest the closest key.
 *
 * @param example shown instead of the list of required keys when the mapping is missing
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
