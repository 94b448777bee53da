import { stringifyYaml } from '@espalier/tree';
import { describe, expect, test } from 'vitest';
import { compareInMemory, reviewTrees } from '../../src/index.ts';
import { found, object, plan, planned, type Tree } from './found.ts';

const secret = 'aws:secretsmanager/secret:Secret';
const path = 'riven/production/shop/token';
const inPlan: Tree = { [`${plan}/secretsmanager.secret-orders.yaml`]: planned(secret, { name: path }) };
const version: Tree = {
  [`${plan}/secretsmanager.secretversion-orders.yaml`]: planned(
    'aws:secretsmanager/secretVersion:SecretVersion',
    { secretId: `\${${secret}/orders.id}` },
    undefined,
    { dependencies: [`${secret}/orders`] },
  ),
};
const reader = (key: string): Tree => ({
  'clusters/production/shop/externalsecret-shop.yaml': object('external-secrets.io/v1', 'ExternalSecret', {
    spec: { data: [{ secretKey: 'value', remoteRef: { key, property: 'value' } }] },
  }),
});

describe('ESP8119', () => {
  test('a new empty secret that an ExternalSecret reads', () => {
    expect(found('ESP8119', {}, { ...inPlan, ...reader(path) })).toMatchObject([
      {
        severity: 'high',
        effect: 'New pods wait until a human writes the value of the secret shop/token.',
        because: 'The update of its stack makes it empty, after the merge and its approval. Old pods keep serving.',
        steps: [
          'See what it must hold: npx nx secrets production',
          `Write it after 'npx nx up environment-production', before pods need it: aws secretsmanager put-secret-value --secret-id ${path} --secret-string file://<file>`,
        ],
      },
    ]);
  });

  test('one risk names the secret of every environment', () => {
    const inStaging = (tree: Tree): Tree =>
      Object.fromEntries(
        Object.entries(tree).map(([file, data]) => [
          file.replace('production', 'staging'),
          JSON.parse(JSON.stringify(data).replaceAll('production', 'staging')) as unknown,
        ]),
      );
    const head = { ...inPlan, ...reader(path) };
    const [risk, ...others] = found('ESP8119', {}, { ...head, ...inStaging(head) });
    expect(others).toEqual([]);
    expect(risk?.at).toHaveLength(2);
    expect(risk?.steps.map((step) => step.replace(/.*(?=npx|aws)/, ''))).toEqual([
      'npx nx secrets production',
      'npx nx secrets staging',
      'aws secretsmanager put-secret-value --secret-id riven/production/shop/token --secret-string file://<file>',
      'aws secretsmanager put-secret-value --secret-id riven/staging/shop/token --secret-string file://<file>',
    ]);
  });

  test('the names of its keys are no secrets, and stay readable', () => {
    const { changes } = reviewTrees(
      compareInMemory(
        { 'clusters/production/shop/externalsecret-shop.yaml': stringifyYaml(Object.values(reader('one'))[0]) },
        { 'clusters/production/shop/externalsecret-shop.yaml': stringifyYaml(Object.values(reader('two'))[0]) },
      ),
    );
    expect(changes[0]?.fields).toEqual([{ path: 'spec.data[value].remoteRef.key', before: 'one', after: 'two' }]);
  });

  test('none where the plan writes the value, nothing reads it, or it was there', () => {
    expect(found('ESP8119', {}, { ...inPlan, ...version, ...reader(path) })).toEqual([]);
    expect(found('ESP8119', {}, { ...inPlan, ...reader('riven/production/shop/other') })).toEqual([]);
    expect(found('ESP8119', inPlan, { ...inPlan, ...reader(path) })).toEqual([]);
  });
});
