import { imageReference, upstreams } from '../images/index.ts';

/** The location of the platform's registry. */
export interface RegistryPlace {
  /** Account that holds it. */
  readonly id: string;
  readonly region: string;
}

/** The reference that an image is pulled by, in the parts that charts use. */
export interface ImageAddress {
  /** Host of the registry. */
  readonly registry: string;
  /** Path in the registry. */
  readonly repository: string;
  /** The full reference: host, path, tag and digest. */
  readonly name: string;
}

/** Host of the platform's registry: `111111111111.dkr.ecr.us-east-1.amazonaws.com`. */
export function registryHost({ id, region }: RegistryPlace): string {
  return `${id}.dkr.ecr.${region}.amazonaws.com`;
}

/**
 * The reference that an image is pulled by: for a cached upstream, the copy in the platform's registry; for others, the
 * image itself. A complete address stays the same.
 *
 * @param name the publisher's name, with or without a tag and a digest
 */
export function imageAddress(name: string, place: RegistryPlace): ImageAddress {
  const { registry, repository, version } = imageReference(name);
  const prefix = upstreams.find(({ upstream }) => upstream === registry)?.prefix;
  if (prefix === undefined) return { registry, repository, name };
  const copy = { registry: registryHost(place), repository: `${prefix}/${repository}` };
  return { ...copy, name: `${copy.registry}/${copy.repository}${version}` };
}
