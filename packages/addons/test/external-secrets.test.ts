import { describe, expect, it } from 'vitest';
import { externalSecrets } from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { objectsOf, valuesOf } from './context.ts';

describe('externalSecrets', () => {
  it('reads through the stores of namespaces only', () => {
    expect(valuesOf(externalSecrets())).toMatchSnapshot();
  });

  it('has no role of its own', () => {
    expect(JSON.stringify(valuesOf(externalSecrets()))).not.toContain('role-arn');
  });

  it('serves a certificate of cert-manager where there is one, and of its own controller elsewhere', () => {
    const without = { addons: catalogue.filter(({ name }) => name !== 'cert-manager') };
    expect(valuesOf(externalSecrets())).toMatchObject({
      webhook: { certManager: { enabled: true } },
      certController: { create: false },
    });
    expect(objectsOf(externalSecrets())).toMatchObject([
      {
        kind: 'Certificate',
        metadata: { name: 'external-secrets-webhook', namespace: 'external-secrets' },
        spec: { secretName: 'external-secrets-webhook', issuerRef: { kind: 'ClusterIssuer', name: 'internal-ca' } },
      },
    ]);
    expect(valuesOf(externalSecrets(), without)).toMatchObject({
      webhook: { certManager: { enabled: false } },
      certController: { create: true },
    });
    expect(objectsOf(externalSecrets(), without)).toEqual([]);
  });

  it('lets whoever issues it fill in the webhook certificate', () => {
    expect(externalSecrets().ignoreDifferences).toEqual([
      expect.objectContaining({ kind: 'ValidatingWebhookConfiguration' }),
    ]);
  });
});
