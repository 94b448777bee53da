import { describe, expect, test } from 'vitest';
import { found, plan, planned, statefulType } from './found.ts';

const path = `${plan}/dynamodb.table-orders.yaml`;
const table = 'aws:dynamodb/table:Table';
const other = { [`${plan}/sqs.queue-orders.yaml`]: planned('aws:sqs/queue:Queue', {}) };
const deleted = (inputs: object, options?: object): ReturnType<typeof found> =>
  found('ESP8104', { [path]: planned(table, inputs, options), ...other }, other, { statefulType });

describe('ESP8104', () => {
  test.each([
    [{}, undefined, 'critical', 'is deleted with all that it holds'],
    [{}, { protect: true, retainOnDelete: true }, 'critical', 'is protected'],
    [{}, { retainOnDelete: true }, 'high', 'stays in AWS (retainOnDelete)'],
    [{ deletionProtectionEnabled: true }, undefined, 'critical', 'has the deletion protection of AWS'],
    [{ finalSnapshotIdentifier: 'last' }, undefined, 'critical', 'keeps the final snapshot last'],
  ])('a table with %j and %j leaves the plan', (inputs, options, severity, effect) => {
    const [risk, ...others] = deleted(inputs, options);
    expect(others).toEqual([]);
    expect(risk).toMatchObject({ severity, because: 'It holds items.' });
    expect(risk?.effect).toContain(effect);
  });

  test('a renamed one is deleted, and the new one is empty', () => {
    const renamed = planned(table, { hashKey: 'id' }, undefined, { name: 'invoices' });
    const [risk] = found(
      'ESP8104',
      { [path]: planned(table, { hashKey: 'id' }) },
      { [`${plan}/dynamodb.table-invoices.yaml`]: renamed },
      { statefulType },
    );
    expect(risk?.because).toBe('It holds items. invoices is a new resource and does not have it.');
    expect(risk?.steps).toContain(
      'Or keep both until the data is copied: put orders back next to invoices, and take it out in a later change.',
    );
    expect(risk?.steps).not.toContain('Or copy the items.');
  });

  test('images are pushed to a repository of another name', () => {
    const type = 'aws:ecr/repository:Repository';
    const repository = (name: string): object => planned(type, { name: `riven/${name}`, scan: true }, {}, { name });
    const [risk] = found(
      'ESP8104',
      { [`${plan}/ecr.repository-orders.yaml`]: repository('orders') },
      { [`${plan}/ecr.repository-invoices.yaml`]: repository('invoices') },
      { statefulType: () => ({ holds: 'images', replacedBy: [], instead: ['Or push them.'] }) },
    );
    expect(risk?.steps.at(-1)).toBe(
      'Before the merge of what pulls from it, push the images to the new repository: docker buildx imagetools create --tag <registry>/riven/invoices:<tag> <registry>/riven/orders:<tag>',
    );
  });

  test('one that is renamed with an alias stays', () => {
    const renamed = planned(table, { hashKey: 'id' }, { aliases: [{ name: 'orders' }] }, { name: 'invoices' });
    expect(
      found(
        'ESP8104',
        { [path]: planned(table, { hashKey: 'id' }) },
        { [`${plan}/dynamodb.table-invoices.yaml`]: renamed },
        { statefulType },
      ),
    ).toEqual([]);
  });

  test('a whole plan that is gone deletes nothing by itself', () => {
    expect(found('ESP8104', { [path]: planned(table, {}) }, {}, { statefulType })).toMatchObject([
      {
        severity: 'high',
        effect: 'The plan of environment-production is gone, so that nothing manages dynamodb.Table orders any more.',
      },
    ]);
  });

  test('a database is not what the plan writes of it into a secret', () => {
    const database = 'aws:rds/instance:Instance';
    const version = planned(
      'aws:secretsmanager/secretVersion:SecretVersion',
      { secretString: `{"host":"\${${database}/orders.address}"}` },
      undefined,
      { dependencies: [`${database}/orders`] },
    );
    const base = {
      [`${plan}/rds.instance-orders.yaml`]: planned(database, {}),
      [`${plan}/secretsmanager.secretversion-orders.yaml`]: version,
      ...other,
    };
    expect(found('ESP8104', base, other, { statefulType })).toHaveLength(1);
  });

  test('a secret whose value the plan writes, and types that hold nothing, can be made again', () => {
    const secret = 'aws:secretsmanager/secret:Secret';
    const version = planned('aws:secretsmanager/secretVersion:SecretVersion', {}, undefined, {
      dependencies: [`${secret}/orders`],
    });
    expect(
      found(
        'ESP8104',
        {
          [`${plan}/secretsmanager.secret-orders.yaml`]: planned(secret, {}),
          [`${plan}/secretsmanager.secretversion-orders.yaml`]: version,
          ...other,
        },
        other,
        { statefulType },
      ),
    ).toEqual([]);
    expect(
      found('ESP8104', { ...other, [path]: planned(table, {}) }, { [path]: planned(table, {}) }, { statefulType }),
    ).toEqual([]);
  });
});
