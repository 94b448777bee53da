import type { KubernetesObject } from './kubernetes-object.ts';

/**
 * Sizes that Kubernetes sets for an object, in bytes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const objectSizes = {
  /**
   * All annotations together. Client-side apply stores the whole object in one annotation, next to Argo CD's
   * annotations.
   */
  annotations: 262_144,
  /** The data of a ConfigMap or Secret. */
  data: 1_048_576,
  /** The size limit of one etcd request. */
  object: 1_572_864,
} as const;

/** Space for what Argo CD adds to an object: its tracking annotation, and the names of both annotations. */
const trackingBytes = 2048;

/** Whether an object is too large for client-side apply, which stores all of it in an annotation. */
export function needsServerSideApply(object: KubernetesObject): boolean {
  return bytesOf(JSON.stringify(object)) + trackingBytes > objectSizes.annotations;
}

/** Why the API server refuses an object of this size, as sentences; `undefined` if it accepts it. */
export function whyTooLarge(
  object: KubernetesObject,
): { readonly found: string; readonly expected: string } | undefined {
  const what = `The ${object.kind} '${object.metadata.name}'`;
  const data = dataBytes(object);
  if (data > objectSizes.data) {
    return {
      found: `${what} holds ${data} bytes.`,
      expected: `At most ${objectSizes.data} bytes of data in a ConfigMap or Secret.`,
    };
  }
  const size = bytesOf(JSON.stringify(object));
  if (size <= objectSizes.object) return undefined;
  return {
    found: `${what} has ${size} bytes.`,
    expected: `At most ${objectSizes.object} bytes, etcd's limit for one request.`,
  };
}

function dataBytes({ apiVersion, kind, ...fields }: KubernetesObject): number {
  if (apiVersion !== 'v1' || (kind !== 'ConfigMap' && kind !== 'Secret')) return 0;
  return ['data', 'binaryData', 'stringData']
    .flatMap((field) => Object.values(Object(fields[field]) as Record<string, unknown>))
    .reduce<number>((sum, value) => sum + (typeof value === 'string' ? bytesOf(value) : 0), 0);
}

/** Size of a text in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
