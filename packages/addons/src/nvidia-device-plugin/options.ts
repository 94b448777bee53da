import { optionSchemas, type OptionSchema } from '@espalier/model';

export interface NvidiaDevicePluginOptions {
  /** Node group with GPUs. */
  readonly on: string;
  /** Image with its tag. @default the release that Espalier was tried with */
  readonly image?: string | undefined;
}

/** What NvidiaDevicePluginOptions have to be. */
export const nvidiaDevicePluginOptions = optionSchemas.object({
  on: optionSchemas.text,
  image: optionSchemas.image.optional(),
}) satisfies OptionSchema<NvidiaDevicePluginOptions>;
