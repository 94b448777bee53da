/** A public registry with images that the platform's registry caches. */
export interface Upstream {
  /** First part of the names of the copies: `quay/argoproj/argocd`. */
  readonly prefix: string;
  /** Its host in image names: `quay.io`. */
  readonly upstream: string;
  /** Where ECR fetches from. */
  readonly url: string;
  /** Whether the registry requires a login: a human puts a user and a token into Secrets Manager. */
  readonly credentials: boolean;
}

/**
 * Registries of chart images that ECR can cache.
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
