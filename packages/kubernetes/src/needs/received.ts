/** What a need gives to the pods of its owner. */
export interface Received {
  /** Environment variables; a list, since two keys of a secret may give one name, which is refused and not lost. */
  readonly environment: readonly ReceivedVariable[];
  /** The Secret that External Secrets fills; `undefined` where the need has nothing secret. */
  readonly secret: SecretFromStore | undefined;
  /** Directory where the Secret's keys are files; `undefined` where they are not. */
  readonly directory: string | undefined;
}

/** An environment variable. */
export interface ReceivedVariable {
  readonly name: string;
  readonly value: ReceivedValue;
}

/** A value known when manifests are rendered, or a key of the need's Secret. */
export type ReceivedValue = { readonly value: string } | { readonly secretKey: string };

/** A Kubernetes Secret and where it comes from. */
export interface SecretFromStore {
  readonly name: string;
  /** Secrets Manager path of a JSON object. */
  readonly path: string;
  /** Keys of that object, and of the Secret. */
  readonly keys: readonly string[];
}

/** Only environment variables, and nothing secret. */
export function plainEnvironment(variables: Readonly<Record<string, string>>): Received {
  const environment = Object.entries(variables).map(([name, value]) => ({ name, value: { value } }));
  return { environment, secret: undefined, directory: undefined };
}
