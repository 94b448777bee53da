import { describe, expect, test } from 'vitest';
import { found, object, plan, planned, type Tree } from './found.ts';

const token = `ghp_${'a1b2c3d4e5f6'.repeat(3)}`;
const deployment = (env: readonly object[], kind = 'Deployment'): Tree => ({
  'clusters/production/shop/it.yaml': object('apps/v1', kind, {
    spec: { template: { spec: { containers: [{ name: 'shop', env }] } } },
  }),
});
const variable = (value: string): object => ({ name: 'GITHUB_TOKEN', value });

describe('ESP8128', () => {
  test('an object gets a credential', () => {
    expect(found('ESP8128', deployment([]), deployment([variable(token)]))).toMatchObject([
      {
        severity: 'critical',
        path: 'spec.template.spec.containers[shop].env[GITHUB_TOKEN].value',
        effect:
          'Deployment shop/shop has a credential in plain text: spec.template.spec.containers[shop].env[GITHUB_TOKEN].value.',
      },
    ]);
    expect(found('ESP8128', {}, deployment([variable(token)]))).toHaveLength(1);
    expect(found('ESP8128', deployment([variable(token)]), deployment([variable(`${token}0`)]))).toHaveLength(1);
  });

  test('values and a resource get one', () => {
    const values = { 'clusters/production/values/grafana.yaml': { adminPassword: 'hunter2' } };
    expect(found('ESP8128', {}, values)).toMatchObject([{ path: 'adminPassword' }]);
    const database = { [`${plan}/it.yaml`]: planned('aws:rds/instance:Instance', { password: 'hunter2' }) };
    expect(found('ESP8128', {}, database)).toMatchObject([{ path: 'inputs.password' }]);
  });

  test('one that was there, a reference, a secret of Pulumi, a Secret and a schema are none', () => {
    const old = variable(token);
    expect(found('ESP8128', deployment([old]), deployment([{ name: 'A', value: 'b' }, old]))).toEqual([]);
    expect(found('ESP8128', deployment([old]), deployment([]))).toEqual([]);
    expect(found('ESP8128', {}, deployment([variable('$(TOKEN)')]))).toEqual([]);
    const database = { [`${plan}/it.yaml`]: planned('aws:rds/instance:Instance', { password: '[secret]' }) };
    expect(found('ESP8128', {}, database)).toEqual([]);
    expect(found('ESP8128', {}, deployment([old], 'Secret'))).toEqual([]);
    expect(found('ESP8128', {}, deployment([old], 'CustomResourceDefinition'))).toEqual([]);
  });
});
