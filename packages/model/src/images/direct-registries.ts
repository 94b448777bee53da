/** A public registry that ECR cannot cache; nodes pull from it directly. */
export interface DirectRegistry {
  /** As images spell it. */
  readonly registry: string;
  readonly reason: string;
  readonly source: string;
}

/** Registries of addon images that are not rewritten. */
export const directRegistries: readonly DirectRegistry[] = [
  {
    registry: 'nvcr.io',
    reason: "Pull-through cache rules do not support NVIDIA's registry.",
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  },
];
