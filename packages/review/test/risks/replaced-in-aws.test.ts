import { describe, expect, test } from 'vitest';
import { found, plan, planned, statefulType } from './found.ts';

const path = `${plan}/dynamodb.table-orders.yaml`;
const table = 'aws:dynamodb/table:Table';
const key = (hashKey: string, options?: object): Record<string, object> => ({
  [path]: planned(table, { hashKey, billingMode: hashKey }, options),
});

describe('ESP8103', () => {
  test('an input that replaces a table changes: what is known of the type says so', () => {
    expect(found('ESP8103', key('id'), key('number'), { statefulType })).toMatchObject([
      {
        severity: 'critical',
        path: 'inputs.hashKey',
        effect: 'dynamodb.Table orders is replaced: inputs.hashKey changes from "id" to "number".',
        steps: ['Take the change back.', 'Or copy the items.'],
        source:
          'What Espalier knows of aws:dynamodb/table:Table. A preview is certain: npx nx preview environment-production.',
      },
    ]);
  });

  test('a protected one stops the update', () => {
    const [risk] = found('ESP8103', key('id', { protect: true }), key('number', { protect: true }), { statefulType });
    expect(risk?.effect).toContain("'npx nx up environment-production' stops there");
  });

  test('a preview that replaces nothing wins over what is known', () => {
    expect(found('ESP8103', key('id'), key('number'), { statefulType, replacedInPreview: () => [] })).toEqual([]);
  });

  test('a preview replaces what nothing is known of', () => {
    const subnets = (description: string): Record<string, object> => ({
      [`${plan}/rds.subnetgroup-orders.yaml`]: planned('aws:rds/subnetGroup:SubnetGroup', { description }),
    });
    const asked: string[] = [];
    const replacedInPreview = (stack: string, id: string): readonly string[] => {
      asked.push(`${stack} ${id}`);
      return ['description'];
    };
    expect(found('ESP8103', subnets('one'), subnets('two'), { statefulType, replacedInPreview })).toMatchObject([
      { severity: 'medium', path: 'inputs.description', source: 'The supplied `pulumi preview --json`.' },
    ]);
    expect(asked).toEqual(['environment-production aws:rds/subnetGroup:SubnetGroup/orders']);
    expect(found('ESP8103', subnets('one'), subnets('two'), { statefulType })).toEqual([]);
  });

  test('a component of another type is another URN, unless an alias keeps the old one', () => {
    const inside = (parent: string, options?: object): Record<string, object> => ({
      [path]: planned(table, { hashKey: 'id' }, options, { parent }),
    });
    const old = inside('espalier:cloud:Table/orders');
    expect(found('ESP8103', old, inside('espalier:cloud:Store/orders'), { statefulType })).toMatchObject([
      { path: 'parent', severity: 'critical' },
    ]);
    expect(found('ESP8103', old, inside('espalier:cloud:Table/invoices'), { statefulType })).toEqual([]);
    const aliases = [{ parent: 'urn:pulumi:x::y::espalier:cloud:Table::orders' }];
    expect(found('ESP8103', old, inside('espalier:cloud:Store/orders', { aliases }), { statefulType })).toEqual([]);
  });

  test('another input is updated in place', () => {
    const mode = (billingMode: string): Record<string, object> => ({
      [path]: planned(table, { hashKey: 'id', billingMode }),
    });
    expect(found('ESP8103', mode('PROVISIONED'), mode('PAY_PER_REQUEST'), { statefulType })).toEqual([]);
  });
});
