import type { ClusterTree } from '../src/index.ts';

/**
 * Two models that differ in all that a render does: objects that change, come and go, applications that come and go,
 * and a file that moves from one application to another.
 */
export function alternatingModel(model: 'a' | 'b'): ClusterTree {
  const isA = model === 'a';
  const applications = Array.from({ length: 8 }, (_, number) => ({
    name: `app-${number}`,
    namespace: 'auth',
    inputs: model,
    build: () => ({
      objects: Array.from({ length: 12 }, (_, object) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: object % 3 === 0 ? `${model}-${object}` : `object-${object}`, namespace: 'auth' },
        data: { text: `${model}\n`.repeat(object * 40) },
      })),
      files: number === (isA ? 0 : 1) ? { 'values/moves.yaml': `model: ${model}\n` } : {},
    }),
  }));
  return { cluster: 'production', applications: applications.filter(({ name }) => name !== (isA ? 'app-3' : 'app-5')) };
}
