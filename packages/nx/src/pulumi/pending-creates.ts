/** A resource that an update was creating when it was killed: it may exist in AWS or not. */
export interface PendingCreate {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URN of the component that it is in. */
  readonly parent: string | undefined;
  /** URN of its provider. */
  readonly provider: string | undefined;
}

/**
 * The pending creations in the output of `pulumi stack export`. Components do not exist in AWS and are omitted.
 *
 * @see https://pkg.go.dev/github.com/pulumi/pulumi/sdk/v3/go/common/apitype#DeploymentV3
 */
export function pendingCreates(exported: string): readonly PendingCreate[] {
  const state: unknown = JSON.parse(exported);
  const operations = at(at(state, 'deployment'), 'pending_operations') ?? [];
  if (!Array.isArray(operations)) throw new Error('the pending operations of a state are a list');
  return operations.flatMap((operation: unknown): readonly PendingCreate[] => {
    const resource = at(operation, 'resource');
    if (at(operation, 'type') !== 'creating' || at(resource, 'custom') !== true) return [];
    const urn = text(at(resource, 'urn')) ?? '';
    return [
      {
        urn,
        type: text(at(resource, 'type')) ?? '',
        name: nameOf(urn),
        inputs: fields(at(resource, 'inputs')),
        parent: text(at(resource, 'parent')),
        // A reference to a provider is its URN and its id.
        provider: text(at(resource, 'provider'))?.replace(/::[^:]*$/, ''),
      },
    ];
  });
}

/** Name of a resource, the last part of its URN. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

function at(value: unknown, key: string): unknown {
  return Reflect.get(Object(value), key);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
