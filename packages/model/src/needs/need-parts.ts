import { camelCaseToEnvironmentPrefix, type OwnedNeed, type OwnedSecret } from '../names/index.ts';
import type { NeedName, NeedPlace, Received, SecretFromStore } from './need-record.ts';

/** Environment variables that begin with the need's name: `{ BUCKET: … }` of `artifacts` is `ARTIFACTS_BUCKET`. */
export function plainEnvironment(need: string, variables: Readonly<Record<string, string>>): Received {
  const prefix = camelCaseToEnvironmentPrefix(need);
  const environment = Object.entries(variables).map(([name, value]) => ({
    name: `${prefix}_${name}`,
    value: { value },
  }));
  return { environment, secret: undefined, directory: undefined };
}

/** The Secret of a need, with its names in Kubernetes and in Secrets Manager. */
export function secretFromStore(
  { secretName: name, secretPath: path }: { readonly secretName: string; readonly secretPath: string },
  keys: readonly string[],
): SecretFromStore {
  return { name, path, keys };
}

/** The names of a need's secret. */
export function secretNames({
  secretName,
  secretPath,
}: {
  readonly secretName: string;
  readonly secretPath: string;
}): readonly NeedName[] {
  const what = 'secret in Secrets Manager';
  return [
    { what: 'Secret', name: secretName, atMost: 253 },
    { what, name: secretPath, atMost: 512, unique: { among: what, within: 'account and region' } },
  ];
}

/** The names of a need in Kubernetes, under its owner. */
export function ownSecret({ platform, environment, namespace, owner, name }: NeedPlace): OwnedSecret {
  return { platform, environment: environment.name, namespace, owner, need: name };
}

/** The names of a need in AWS, under the app or addon that owns the resource. */
export function shareableNeed(place: NeedPlace): OwnedNeed {
  return { ...ownSecret(place), owner: place.ownedBy };
}
