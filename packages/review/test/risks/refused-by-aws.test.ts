import { describe, expect, test } from 'vitest';
import { found, plan, planned, statefulType } from './found.ts';

const resource = (type: string, inputs: object): Record<string, object> => ({
  [`${plan}/it.yaml`]: planned(type, inputs),
});
const database = 'aws:rds/instance:Instance';

describe('ESP8105', () => {
  test.each([
    [database, { allocatedStorage: 100 }, { allocatedStorage: 50 }, 'critical'],
    [database, { engineVersion: '17.5' }, { engineVersion: '16.9' }, 'critical'],
    [database, { identifier: 'one' }, { identifier: 'two' }, 'high'],
    ['eks:index:Cluster', { version: '1.33' }, { version: '1.35' }, 'critical'],
    ['pulumi:providers:aws', { region: 'us-east-1' }, { region: 'eu-west-1' }, 'critical'],
  ])('%s from %j to %j', (type, before, after, severity) => {
    const [risk, ...others] = found('ESP8105', resource(type, before), resource(type, after));
    expect(others).toEqual([]);
    expect(risk).toMatchObject({ severity });
    expect(risk?.effect).toMatch(/^inputs\.\w+ of .+ changes from .+ to .+: (?:AWS|it) .+\.$/);
  });

  test('what grows, and what another rule says of a replacement, is none', () => {
    const grow = [resource(database, { allocatedStorage: 50 }), resource(database, { allocatedStorage: 100 })] as const;
    expect(found('ESP8105', ...grow)).toEqual([]);
    const table = 'aws:dynamodb/table:Table';
    expect(
      found('ESP8105', resource(table, { hashKey: 'a' }), resource(table, { hashKey: 'b' }), { statefulType }),
    ).toEqual([]);
  });
});
