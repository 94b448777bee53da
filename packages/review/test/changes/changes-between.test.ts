import { stringifyYaml } from '@espalier/tree';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../src/changes/index.ts';
import { compareInMemory, subjectName, type Files } from '../../src/index.ts';

function configMap(name: string, data: object, namespace = 'shop'): string {
  return stringifyYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });
}

const settings = { colour: 'red', size: '3', shape: 'round', taste: 'sweet' };

/** `action subject (from …): fields` */
function said(base: Files, head: Files): readonly string[] {
  return changesBetween(compareInMemory(base, head)).map(
    ({ action, subject, from, fields, noise }) =>
      `${action} ${subjectName(subject)}${from === undefined ? '' : ` from ${subjectName(from)}`}: ${[
        ...fields.map(({ path }) => path),
        ...noise.map(({ kind }) => `~${kind}`),
      ].join(', ')}`,
  );
}

const file = 'clusters/c1/shop/configmap-a.yaml';

test('an object that is on one side only is added or deleted', () => {
  const one = { [file]: configMap('a', settings) };
  expect(said({}, one)).toEqual(['added ConfigMap shop/a: ']);
  expect(said(one, {})).toEqual(['deleted ConfigMap shop/a: ']);
});

test('an object keeps its identity in another file and another application', () => {
  const text = configMap('a', settings);
  expect(said({ [file]: text }, { 'clusters/c1/shop/other.yaml': text })).toEqual([
    'changed ConfigMap shop/a: ~formatting',
  ]);
  expect(said({ [file]: text }, { 'clusters/c1/store/configmap-a.yaml': text })).toEqual([
    'moved ConfigMap shop/a from ConfigMap shop/a: ',
  ]);
});

test('an object that gets another name or namespace with similar content is renamed', () => {
  expect(
    said(
      { [file]: configMap('a', settings) },
      { 'clusters/c1/shop/configmap-b.yaml': configMap('b', { ...settings, size: '4' }) },
    ),
  ).toEqual(['renamed ConfigMap shop/b from ConfigMap shop/a: data.size, metadata.name']);
  expect(
    said(
      { [file]: configMap('a', settings) },
      { 'clusters/c1/store/configmap-a.yaml': configMap('a', settings, 'store') },
    ),
  ).toEqual(['renamed ConfigMap store/a from ConfigMap shop/a: metadata.namespace']);
});

test('an object of other content, of another cluster, or of another name and namespace is not the same', () => {
  const base = { [file]: configMap('a', settings) };
  expect(said(base, { 'clusters/c1/shop/configmap-b.yaml': configMap('b', { fruit: 'pear' }) })).toHaveLength(2);
  expect(said(base, { 'clusters/c2/shop/configmap-b.yaml': configMap('b', settings) })).toHaveLength(2);
  expect(said(base, { 'clusters/c1/store/configmap-b.yaml': configMap('b', settings, 'store') })).toHaveLength(2);
});

test('only the changed one of several objects of a file is said', () => {
  const both = (size: string): string => `${configMap('a', settings)}---\n${configMap('b', { size })}`;
  expect(said({ 'clusters/c1/root.yaml': both('1') }, { 'clusters/c1/root.yaml': both('2') })).toEqual([
    'changed ConfigMap shop/b: data.size',
  ]);
});

describe('files that are not shown', () => {
  test.each(['clusters/c1/.espalier/shop.json', 'clusters/c1/cloud/.espalier/x.json', 'apps/shop/app.ts', 'README.md'])(
    '%s',
    (path) => {
      expect(said({}, { [path]: '{}' })).toEqual([]);
    },
  );
});

test('plans, Helm values and the bootstrap are subjects of their own', () => {
  const resource = (storage: number): string =>
    stringifyYaml({
      type: 'aws:rds/instance:Instance',
      name: 'db',
      inputs: { allocatedStorage: storage },
      dependencies: [`x${storage}`],
    });
  expect(
    said(
      {
        'clusters/cloud/environment-production/shop/rds.instance-db.yaml': resource(1),
        'clusters/c1/values/loki.yaml': 'replicas: 1\n',
        'apps/cloud/bootstrap/shared/main.tf.json': '{"a":1}',
      },
      {
        'clusters/cloud/environment-production/shop/rds.instance-db.yaml': resource(2),
        'clusters/c1/values/loki.yaml': 'replicas: 2\n',
        'apps/cloud/bootstrap/shared/main.tf.json': '{"a":2}',
      },
    ),
  ).toEqual([
    'changed values of loki: replicas',
    'changed rds.Instance db: inputs.allocatedStorage, ~dependency',
    'changed bootstrap of shared: a',
  ]);
});

test('a file that is no YAML is an error that names it', () => {
  expect(() => said({}, { [file]: 'a: [' })).toThrow(/ESP8031 {2}clusters\/c1\/shop\/configmap-a\.yaml/);
});
