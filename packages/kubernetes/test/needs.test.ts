import type { ResolvedNeed } from '@espalier/model';
import { expect, test } from 'vitest';
import { plainApp } from './fixtures/app.ts';
import { buildApp, listed, objectOf } from './fixtures/project.ts';
import { needs } from './fixtures/workloads.ts';

const received: Readonly<Record<ResolvedNeed['kind'], readonly object[]>> = {
  postgres: [
    fromSecret('DATABASE_HOST', 'identity-database', 'host'),
    fromSecret('DATABASE_NAME', 'identity-database', 'database'),
    fromSecret('DATABASE_PORT', 'identity-database', 'port'),
    fromSecret('DATABASE_USER', 'identity-database', 'user'),
  ],
  bucket: [{ name: 'ARTIFACTS_BUCKET', value: 'riven-production-identity-artifacts-333333333333-us-east-1' }],
  table: [{ name: 'FEATURE_FLAGS_TABLE', value: 'riven-production-identity-feature-flags' }],
  queue: [
    {
      name: 'JOBS_QUEUE_URL',
      value: 'https://sqs.us-east-1.amazonaws.com/333333333333/riven-production-identity-jobs',
    },
  ],
  secret: [fromSecret('SIGNING_KEY', 'identity-signing-key', 'value')],
  policy: [],
  cache: [
    fromSecret('SESSIONS_HOST', 'identity-sessions', 'host'),
    { name: 'SESSIONS_NAME', value: 'riven-production-identity-sessions' },
    fromSecret('SESSIONS_PORT', 'identity-sessions', 'port'),
    { name: 'SESSIONS_USER', value: 'riven-production-identity-sessions' },
  ],
};

test.each(Object.values(needs))('a need for a $kind gives its variables', (need) => {
  const deployment = objectOf(buildApp(plainApp({ needs: [need] })), 'Deployment');
  const environment = received[need.kind];
  if (environment.length === 0) expect(deployment).not.toHaveProperty('spec.template.spec.containers[0].env');
  else expect(deployment).toHaveProperty('spec.template.spec.containers[0].env', environment);
});

test('only a database, a secret and a cache have an ExternalSecret', () => {
  const objects = buildApp(plainApp({ needs: Object.values(needs) }));
  expect(listed(objects).filter((object) => object.startsWith('ExternalSecret'))).toEqual([
    'ExternalSecret identity-database',
    'ExternalSecret identity-signing-key',
    'ExternalSecret identity-sessions',
  ]);
});

test('a secret of several keys gives a variable for each', () => {
  const need = { ...needs.secret, keys: ['clientId', 'client-secret', 'value'] };
  expect(objectOf(buildApp(plainApp({ needs: [need] })), 'Deployment')).toHaveProperty(
    'spec.template.spec.containers[0].env',
    [
      fromSecret('SIGNING_KEY_CLIENT_ID', 'identity-signing-key', 'clientId'),
      fromSecret('SIGNING_KEY_CLIENT_SECRET', 'identity-signing-key', 'client-secret'),
      fromSecret('SIGNING_KEY_VALUE', 'identity-signing-key', 'value'),
    ],
  );
});

test('a secret as files is a directory', () => {
  const deployment = objectOf(buildApp(plainApp({ needs: [{ ...needs.secret, as: 'files' }] })), 'Deployment');
  expect(deployment).not.toHaveProperty('spec.template.spec.containers[0].env');
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            { volumeMounts: [{ mountPath: '/secrets/signing-key', readOnly: true }, { mountPath: '/tmp' }] },
          ],
          volumes: [{ secret: { secretName: 'identity-signing-key' } }, { emptyDir: {} }],
        },
      },
    },
  });
});

function fromSecret(name: string, secret: string, key: string): object {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
