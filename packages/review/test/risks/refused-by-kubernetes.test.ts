import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const crd = (specSchema: object): Tree => ({
  'clusters/production/crds/shops/customresourcedefinition-shops.riven.dev.yaml': object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'riven.dev',
        names: { kind: 'Shop', plural: 'shops' },
        versions: [
          {
            name: 'v1',
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', ...specSchema } } } },
          },
        ],
      },
    },
    { name: 'shops.riven.dev', namespace: undefined },
  ),
});
const shop = (spec: object): Tree => ({
  'clusters/production/shop/shop-shop.yaml': object('riven.dev/v1', 'Shop', { spec }),
});
const ruled = (rule: string, message?: string): Tree =>
  crd({
    properties: {
      role: { type: 'string', 'x-kubernetes-validations': [{ rule, ...(message !== undefined && { message }) }] },
      size: { type: 'integer' },
    },
  });
const changed = (definition: Tree, before: object, after: object): ReturnType<typeof found> =>
  found('ESP8102', { ...definition, ...shop(before) }, { ...definition, ...shop(after) });

describe('ESP8102: a rule of a CRD that compares with the old value', () => {
  test('refuses the change', () => {
    expect(changed(ruled('self == oldSelf', 'role is immutable'), { role: 'a' }, { role: 'b' })).toMatchObject([
      {
        severity: 'critical',
        path: 'spec.role',
        effect: 'The sync fails: spec.role cannot change from "a" to "b".',
        because: 'The CRD has the rule self == oldSelf: role is immutable.',
      },
    ]);
  });

  test('is no matter where the field stays, comes or the rule allows it', () => {
    const definition = ruled('self == oldSelf');
    expect(changed(definition, { role: 'a', size: 1 }, { role: 'a', size: 2 })).toEqual([]);
    expect(changed(definition, { size: 1 }, { role: 'a', size: 1 })).toEqual([]);
    const growing = crd({ properties: { size: { 'x-kubernetes-validations': [{ rule: 'self >= oldSelf' }] } } });
    expect(changed(growing, { size: 1 }, { size: 2 })).toEqual([]);
    expect(changed(growing, { size: 2 }, { size: 1 })).toHaveLength(1);
  });

  test('of the whole spec, or of items of a list with keys', () => {
    const whole = crd({ 'x-kubernetes-validations': [{ rule: '!has(oldSelf.role) || has(self.role)' }] });
    expect(changed(whole, { role: 'a', size: 1 }, { size: 1 })).toHaveLength(1);
    expect(changed(whole, { role: 'a' }, { role: 'b' })).toEqual([]);
    const listed = crd({
      properties: {
        disks: {
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: { properties: { class: { 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } } },
        },
      },
    });
    const disks = (kind: string): object => ({ disks: [{ name: 'a', class: kind }] });
    expect(changed(listed, disks('gp2'), disks('gp3'))).toMatchObject([{ path: 'spec.disks[a].class' }]);
  });

  test('that cannot be evaluated says so, where the field changed', () => {
    const definition = ruled('self.unknownFunction(oldSelf)');
    expect(changed(definition, { role: 'a' }, { role: 'b' })).toMatchObject([
      { severity: 'high', source: 'The rule of the CRD could not be evaluated here.' },
    ]);
    expect(changed(definition, { role: 'a', size: 1 }, { role: 'a', size: 2 })).toEqual([]);
  });

  test('of a version without a schema, or of another cluster, is none', () => {
    expect(changed(crd({}), { role: 'a' }, { role: 'b' })).toEqual([]);
    const elsewhere = Object.fromEntries(
      Object.entries(ruled('self == oldSelf')).map(([path, data]) => [path.replace('production', 'staging'), data]),
    );
    expect(changed(elsewhere, { role: 'a' }, { role: 'b' })).toEqual([]);
  });
});
