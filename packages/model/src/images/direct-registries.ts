/** A public registry that ECR cannot pull through, so that nodes pull from it themselves. */
export interface DirectRegistry {
  /** As images spell it. */
  readonly registry: string;
  readonly reason: string;
  readonly source: string;
}

/** Registries of the addons' images that stay what they are. */
export const directRegistries: readonly DirectRegistry[] = [
  {
    registry: 'nvcr.io',
    reason: "NVIDIA's registry is not among those that pull-through cache rules take.",
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  },
];
