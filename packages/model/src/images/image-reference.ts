/** The parts of an image's name. */
export interface ImageReference {
  /** Host of the registry, such as `docker.io` or `registry.example.com:5000`. */
  readonly registry: string;
  /** Path in the registry: `library/redis`. */
  readonly repository: string;
  /** The rest: `:8.2`, `@sha256:…`, both or nothing. */
  readonly version: string;
}

const dockerHub = 'docker.io';

/**
 * Parses a name like container runtimes: a name without a host is from Docker Hub, and a name without a slash is one of
 * its official images.
 *
 * @see https://github.com/distribution/reference/blob/main/normalize.go
 */
export function imageReference(name: string): ImageReference {
  const version = /(:[^:/@]+)?(@.+)?$/.exec(name)?.[0] ?? '';
  const path = name.slice(0, name.length - version.length);
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  if (!/[.:]|^localhost$/.test(first)) return { registry: dockerHub, repository: onDockerHub(path), version };
  const rest = path.slice(slash + 1);
  return first === dockerHub || first === `index.${dockerHub}`
    ? { registry: dockerHub, repository: onDockerHub(rest), version }
    : { registry: first, repository: rest, version };
}

function onDockerHub(path: string): string {
  return path.includes('/') ? path : `library/${path}`;
}
