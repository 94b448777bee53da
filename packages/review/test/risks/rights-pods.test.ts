import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const pods = (spec: object, container: object = {}): Tree => ({
  'clusters/production/shop/deployment-shop.yaml': object('apps/v1', 'Deployment', {
    spec: {
      template: { spec: { containers: [{ name: 'shop', securityContext: hardened, ...container }], ...spec } },
    },
  }),
});

describe('ESP8112', () => {
  test('pods act as another account', () => {
    expect(found('ESP8112', pods({ serviceAccountName: 'shop' }), pods({ serviceAccountName: 'admin' }))).toMatchObject(
      [{ severity: 'medium', path: 'serviceAccountName', effect: 'The pods act as the ServiceAccount admin.' }],
    );
    const tokenless = (serviceAccountName: string): Tree =>
      pods({ serviceAccountName, automountServiceAccountToken: false });
    expect(found('ESP8112', tokenless('shop'), tokenless('admin'))).toEqual([]);
    expect(found('ESP8112', {}, pods({ serviceAccountName: 'admin' }))).toEqual([]);
    expect(found('ESP8112', tokenless('shop'), pods({ serviceAccountName: 'admin' }))).toMatchObject([
      { path: 'automountServiceAccountToken' },
    ]);
  });

  test('pods write to a path of their node that they read', () => {
    const mounting = (readOnly: boolean): Tree =>
      pods(
        { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] },
        { volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly }] },
      );
    expect(found('ESP8112', mounting(true), mounting(false))).toMatchObject([
      { severity: 'high', path: 'volumes', effect: 'The pods write to /var/log of their node.' },
    ]);
    expect(found('ESP8112', mounting(false), mounting(true))).toEqual([]);
    expect(found('ESP8112', {}, mounting(false))).toMatchObject([{ effect: 'The pods mount /var/log of their node.' }]);
  });
});
