import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const properties = { spec: { type: 'object', properties: { size: { type: 'integer' }, name: { type: 'string' } } } };
const version = (name: string, fields: object = {}, schema: object = { type: 'object', properties }): object => ({
  name,
  served: true,
  storage: name === 'v1',
  schema: { openAPIV3Schema: schema },
  ...fields,
});
const crd = (...versions: readonly object[]): Tree => ({
  'clusters/production/crds/shops/customresourcedefinition-shops.riven.dev.yaml': object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { spec: { group: 'riven.dev', names: { kind: 'Shop', plural: 'shops' }, versions } },
    { name: 'shops.riven.dev', namespace: undefined },
  ),
});
const spec = (fields: object, others: object = {}): object => ({
  type: 'object',
  properties: { spec: { type: 'object', properties: fields, ...others } },
});

describe('ESP8122', () => {
  test.each([
    ['loses a version', [version('v1')], 'critical', 'loses its version v1beta1'],
    [
      'no longer serves one',
      [version('v1'), version('v1beta1', { served: false })],
      'critical',
      'no longer serves v1beta1',
    ],
    [
      'no longer knows a field',
      [version('v1', {}, spec({ size: { type: 'integer' } })), version('v1beta1')],
      'high',
      'v1 no longer knows spec.name',
    ],
    [
      'requires a field',
      [version('v1', {}, spec(properties.spec.properties, { required: ['name'] })), version('v1beta1')],
      'high',
      'v1 requires spec.name',
    ],
    [
      'has another type',
      [version('v1', {}, spec({ ...properties.spec.properties, size: { type: 'string' } })), version('v1beta1')],
      'high',
      'takes another type for spec.size',
    ],
  ] as const)('a CRD %s', (_, versions, severity, effect) => {
    const [risk, ...others] = found('ESP8122', crd(version('v1'), version('v1beta1')), crd(...versions));
    expect(others).toEqual([]);
    expect(risk).toMatchObject({ severity });
    expect(risk?.effect).toContain(effect);
  });

  test('objects are stored in another version', () => {
    const [v1, v2] = [version('v1', { storage: false }), version('v2', { storage: true })];
    expect(found('ESP8122', crd(version('v1'), version('v2')), crd(v1, v2))).toMatchObject([{ severity: 'medium' }]);
  });

  test.each([
    ['a new version', [version('v1'), version('v2')]],
    ['a new field', [version('v1', {}, spec({ ...properties.spec.properties, more: { type: 'string' } }))]],
    [
      'a required field with a default',
      [
        version(
          'v1',
          {},
          spec({ ...properties.spec.properties, more: { type: 'string', default: 'x' } }, { required: ['more'] }),
        ),
      ],
    ],
    ['any fields', [version('v1', {}, spec({}, { 'x-kubernetes-preserve-unknown-fields': true }))]],
  ])('%s is none', (_, versions) => {
    expect(found('ESP8122', crd(version('v1')), crd(...versions))).toEqual([]);
  });
});
