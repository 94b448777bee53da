import type { OptionSchema } from '@espalier/model';

/**
 * Options that an addon's declarations may use. The model reports invalid options together with all other problems, but
 * only after the addon's function has run. Until then, defaults replace them, so that one mistake is reported once.
 */
export function acceptedOptions<Options extends object>(
  schema: OptionSchema<Options>,
  given: Options,
): Options | Partial<Options> {
  return schema.safeParse(given).success ? given : {};
}
