import type { AddonContext } from '@espalier/model';

/** Where an image is pulled from, in the words of charts that put the registry before the repository themselves. */
export function splitImage(image: string, context: AddonContext) {
  const { registry, repository } = context.image(image);
  return { registry, repository };
}
