import { describe, expect, it } from 'vitest';
import { externalSecrets } from '../src/index.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('externalSecrets', () => {
  it('reads through the stores of namespaces only', () => {
    expect(valuesOf(externalSecrets())).toMatchSnapshot();
  });

  it('has no role of its own', () => {
    expect(JSON.stringify(valuesOf(externalSecrets()))).not.toContain('role-arn');
  });

  it('serves a certificate of cert-manager', () => {
    expect(valuesOf(externalSecrets())).toMatchObject({
      webhook: { certManager: { enabled: true } },
      certController: { create: false },
    });
    expect(objectsOf(externalSecrets(), { multiZone: false })).toMatchObject([
      {
        kind: 'Certificate',
        metadata: { name: 'external-secrets-webhook', namespace: 'external-secrets' },
        spec: { secretName: 'external-secrets-webhook', issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' } },
      },
    ]);
    expect(externalSecrets().requires).toContainEqual({ crdGroup: 'cert-manager.io' });
  });

  it('has a certificate that lasts longer than its webhook looks ahead', () => {
    const { lookaheadInterval } = valuesOf(externalSecrets())['webhook'] as { readonly lookaheadInterval: string };
    const [certificate] = objectsOf(externalSecrets());
    expect(hours(Reflect.get(Object(certificate?.spec), 'renewBefore'))).toBeGreaterThan(hours(lookaheadInterval));
  });

  it('lets the issuer fill in the webhook certificate', () => {
    expect(externalSecrets().ignoreDifferences).toEqual([
      expect.objectContaining({ kind: 'ValidatingWebhookConfiguration' }),
    ]);
  });
});

function hours(duration: unknown): number {
  return Number(/^(\d+)h$/.exec(String(duration))?.[1]);
}
