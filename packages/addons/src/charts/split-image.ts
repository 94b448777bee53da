import type { AddonContext } from '@espalier/model';

/** The values of an image for charts with separate registry and repository. */
export function splitImage(image: string, context: AddonContext) {
  const { registry, repository } = context.image(image);
  return { registry, repository };
}
