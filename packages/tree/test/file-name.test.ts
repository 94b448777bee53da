import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../src/layout/file-name.ts';

function nameOf(apiVersion: string, kind: string, name: string, namespace?: string): string {
  return fileNameOf(
    { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
    'auth',
  );
}

describe('fileNameOf', () => {
  it.each([
    ['v1', 'Service', 'identity', 'auth', 'service-identity.yaml'],
    ['v1', 'Namespace', 'auth', undefined, 'namespace-auth.yaml'],
    ['v1', 'Service', 'identity', 'other', 'other_service-identity.yaml'],
    ['serving.knative.dev/v1', 'Service', 'identity', 'auth', 'service.serving.knative.dev-identity.yaml'],
    [
      'crd.projectcalico.org/v1',
      'NetworkPolicy',
      'deny',
      'other',
      'other_networkpolicy.crd.projectcalico.org-deny.yaml',
    ],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'deny', 'auth', 'networkpolicy-deny.yaml'],
    ['events.k8s.io/v1', 'Event', 'x', 'auth', 'event-x.yaml'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', 'x', 'auth', 'httproute-x.yaml'],
    ['my-group.io/v1', 'Job', 'x', 'auth', 'job.my%2Dgroup.io-x.yaml'],
    [
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'system:node/x_y%z',
      undefined,
      'clusterrole-system%3Anode%2Fx%5Fy%25z.yaml',
    ],
    ['v1', 'ConfigMap', 'kube-root-ca.crt', 'auth', 'configmap-kube-root-ca.crt.yaml'],
    ['x.io/v1', 'X', 'ä', 'auth', 'x-%C3%A4.yaml'],
  ])('files %s %s %s of namespace %s as %s', (apiVersion, kind, name, namespace, file) => {
    expect(nameOf(apiVersion, kind, name, namespace)).toBe(file);
  });

  it('gives two names, kinds or namespaces two files, whatever characters they have', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('ab-._%:/ 25ä')), minLength: 1, maxLength: 5 }),
      fc.constantFrom('%2D', '%', '-', '_', 'a-b'),
    );
    const object = fc.tuple(text, text, fc.option(text, { nil: undefined }));
    fc.assert(
      fc.property(object, object, ([kindA, nameA, inA], [kindB, nameB, inB]) => {
        const isSame = kindA === kindB && nameA === nameB && inA === inB;
        expect(nameOf('x.io/v1', kindA, nameA, inA) === nameOf('x.io/v1', kindB, nameB, inB)).toBe(isSame);
      }),
      { numRuns: 5000 },
    );
  });
});
