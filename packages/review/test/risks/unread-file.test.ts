import { stringifyYaml } from '@espalier/tree';
import { expect, test } from 'vitest';
import { compareInMemory, reviewTrees, type Files } from '../../src/index.ts';

const definition = (text: string): Files => ({ 'apps/shop/app.ts': text });

function codes(head: Files, base: Files = {}): readonly string[] {
  const before = { ...base, ...definition('1') };
  return reviewTrees(compareInMemory(before, { ...base, ...head, ...definition('2') })).risks.map(({ code }) => code);
}

const binding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'everyone' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'Group', name: 'system:authenticated' }],
};

test.each([
  ['x.yaml', stringifyYaml(binding)],
  ['x.yml', stringifyYaml(binding)],
  ['x.json', JSON.stringify(binding)],
  ['x.yaml', stringifyYaml({ apiVersion: 'v1', kind: 'List', items: [binding] })],
  ['.espalier/x.yaml', stringifyYaml(binding)],
])('a binding in %s is read as one', (file, text) => {
  expect(codes({ [`clusters/c1/shop/${file}`]: text })).toContain('ESP8110');
});

test('a file that holds no object is a risk, and the index of an application is none', () => {
  expect(codes({ 'clusters/c1/shop/notes.txt': 'x' })).toEqual(['ESP8126']);
  expect(codes({ 'clusters/c1/shop/x.yaml': 'a: 1\n' })).toEqual(['ESP8126']);
  expect(codes({ 'clusters/c1/.espalier/shop.json': '{}', 'clusters/c1/cloud/.espalier/x.json': '{}' })).toEqual([]);
});

test('an object in two files is a risk, and both are reviewed', () => {
  const pod = (privileged: boolean): string =>
    stringifyYaml({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { template: { spec: { containers: [{ name: 'web', securityContext: { privileged } }] } } },
    });
  const found = codes({ 'clusters/c1/a/d.yaml': pod(true), 'clusters/c1/b/d.yaml': pod(false) });
  expect(found).toContain('ESP8127');
  expect(found).toContain('ESP8112');
});
