import type { OptionSchema } from '@espalier/model';

/**
 * Options that an addon's declarations may follow from. The model refuses wrong ones together with everything else that is
 * wrong in it, but after the addon's function has run; until then the defaults stand for them, so that one mistake is
 * reported once.
 */
export function acceptedOptions<Options extends object>(
  schema: OptionSchema<Options>,
  given: Options,
): Options | Partial<Options> {
  return schema.safeParse(given).success ? given : {};
}
