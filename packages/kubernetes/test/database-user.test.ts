import { names, type ResolvedApp } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { identity, plainApp } from './fixtures/app.ts';
import { cluster } from './fixtures/platform.ts';
import { asYaml, build, buildApp, objectOf } from './fixtures/project.ts';
import { needs } from './fixtures/workloads.ts';

describe('an app with a database', () => {
  const { objects } = build('identity');
  const job = objectOf(objects, 'Job');

  test('brings a Job that creates its user, with a role of its own', () => {
    const account = objectOf(objects, 'ServiceAccount', 'identity-database-user');
    expect(account.metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::333333333333:role/riven-production-production-identity-database-user',
    });
    expect(record(job.spec)).toMatchObject({ template: { spec: { serviceAccountName: account.metadata.name } } });
  });

  test('has no pods besides its own that its Service would lead to', () => {
    const selector = objectOf(objects, 'Service').spec;
    const template = record(record(job.spec)['template']);
    const labels = record(record(template['metadata'])['labels']);
    for (const [label, value] of Object.entries(record(record(selector)['selector']))) {
      expect(labels[label]).not.toBe(value);
    }
  });

  test('gives the Job the place of the master password, and the password to no manifest', () => {
    const text = asYaml(objects);
    expect(text).toContain('masterSecretArn');
    expect(text).not.toMatch(/PGPASSWORD: |value: .*password/i);
  });

  test('has the Job run where its own pods run', () => {
    const toleration = { key: names.dedicatedTaint, operator: 'Equal', value: 'data', effect: 'NoSchedule' } as const;
    const placement = { nodeSelector: { [names.nodeGroupLabel]: 'data' }, tolerations: [toleration] };
    const { spec } = objectOf(buildApp({ ...identity, placement }), 'Job');
    expect(record(spec)).toMatchObject({ template: { spec: placement } });
  });
});

describe('the name of the Job', () => {
  const nameOf = (app: ResolvedApp, differences = {}) => objectOf(buildApp(app, differences), 'Job').metadata.name;
  const app = plainApp({ needs: [needs.postgres] });

  test('is another one where what it does is', () => {
    const elsewhere = cluster().environment;
    const environment = { ...elsewhere, region: 'eu-west-1' };
    expect(nameOf(app)).not.toBe(nameOf(app, { environment }));
  });

  test('is the same where it is not', () => {
    expect(nameOf(app)).toBe(nameOf({ ...app, version: '2027.1.1', owner: { name: 'other', handle: '@other' } }));
  });
});

test('an app without a database brings no Job', () => {
  expect(buildApp(plainApp()).map(({ kind }) => kind)).not.toContain('Job');
});

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
