import { imageReference, upstreams } from '../images/index.ts';

/** Where the platform's own registry is. */
export interface RegistryPlace {
  /** Account that holds it. */
  readonly id: string;
  readonly region: string;
}

/** Where an image is pulled from, in the parts that charts ask for. */
export interface ImageAddress {
  /** Host of the registry. */
  readonly registry: string;
  /** Path in the registry. */
  readonly repository: string;
  /** All of it: host, path, and the tag and digest that it was given with. */
  readonly name: string;
}

/** Host of the platform's registry: `111111111111.dkr.ecr.us-east-1.amazonaws.com`. */
export function registryHost({ id, region }: RegistryPlace): string {
  return `${id}.dkr.ecr.${region}.amazonaws.com`;
}

/**
 * Where an image is pulled from: of a cached upstream, the copy in the platform's registry; any other image stays what it
 * is. What is an address already stays the same.
 *
 * @param name as its publisher spells it, with or without a tag and a digest
 */
export function imageAddress(name: string, place: RegistryPlace): ImageAddress {
  const { registry, repository, version } = imageReference(name);
  const prefix = upstreams.find(({ upstream }) => upstream === registry)?.prefix;
  if (prefix === undefined) return { registry, repository, name };
  const copy = { registry: registryHost(place), repository: `${prefix}/${repository}` };
  return { ...copy, name: `${copy.registry}/${copy.repository}${version}` };
}
