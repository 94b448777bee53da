/** How long images are kept in a repository. */
export interface ImagesKept {
  /** Images, with a tag or without: releases, and for each its parts for other architectures. */
  readonly images: number;
  /** Days that images without a tag are kept; parts of a tagged one stay with it. */
  readonly untaggedDays: number;
}

/**
 * A lifecycle policy of ECR.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function lifecyclePolicy({ images, untaggedDays }: ImagesKept): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Images without a tag go after ${untaggedDays} days`,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: untaggedDays,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: `The last ${images} images stay`,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: images },
        action: { type: 'expire' },
      },
    ],
  });
}
