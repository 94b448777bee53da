/** A public registry whose images the platform's own keeps copies of. */
export interface Upstream {
  /** First part of the names of the copies: `quay/argoproj/argocd`. */
  readonly prefix: string;
  /** As images spell it: `quay.io`. */
  readonly upstream: string;
  /** Where ECR fetches from. */
  readonly url: string;
  /** Whether the registry wants to know who asks: a human puts a user and a token into Secrets Manager. */
  readonly credentials: boolean;
}

/**
 * Registries that ECR can pull through, of those that charts take their images from.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export const upstreams: readonly Upstream[] = [
  { prefix: 'ecr-public', upstream: 'public.ecr.aws', url: 'public.ecr.aws', credentials: false },
  { prefix: 'kubernetes', upstream: 'registry.k8s.io', url: 'registry.k8s.io', credentials: false },
  { prefix: 'quay', upstream: 'quay.io', url: 'quay.io', credentials: false },
  { prefix: 'docker-hub', upstream: 'docker.io', url: 'registry-1.docker.io', credentials: true },
  { prefix: 'github', upstream: 'ghcr.io', url: 'ghcr.io', credentials: true },
];
