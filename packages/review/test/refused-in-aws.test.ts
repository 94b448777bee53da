import { describe, expect, test } from 'vitest';
import { refusedInAws, type ChangedResource, type PlannedDocument, type RefusalInAws } from '../src/index.ts';

type Inputs = NonNullable<PlannedDocument['inputs']>;

function refused(
  type: string,
  before: Inputs,
  after: Inputs,
  { options, stateful }: Pick<PlannedDocument, 'options'> & Partial<Pick<ChangedResource, 'stateful'>> = {},
): readonly RefusalInAws[] {
  const planned = (inputs: Inputs): PlannedDocument => ({ type, name: 'one', inputs, ...(options && { options }) });
  return refusedInAws({ stack: 'environment-staging', before: planned(before), after: planned(after), stateful });
}

const database = 'aws:rds/instance:Instance';
const table = { holds: 'items', replacedBy: ['hashKey', 'rangeKey', 'server.key'], instead: ['Or copy them.'] };

describe.each([
  [database, 'allocatedStorage', 100, 50, 'ESP8020'],
  [database, 'engineVersion', '17', '16', 'ESP8021'],
  [database, 'engineVersion', '17.5', '17.4', 'ESP8021'],
  [database, 'engineVersion', '10', '9.6', 'ESP8021'],
  [database, 'identifier', 'small-one', 'large-one', 'ESP8025'],
  ['eks:index:Cluster', 'version', '1.36', '1.35', 'ESP8022'],
  ['eks:index:Cluster', 'version', '1.33', '1.35', 'ESP8022'],
  ['aws:eks/cluster:Cluster', 'version', '1.10', '1.9', 'ESP8022'],
  ['pulumi:providers:aws', 'region', 'us-east-1', 'eu-west-1', 'ESP8024'],
  ['pulumi:providers:aws', 'allowedAccountIds', '["1"]', '["2"]', 'ESP8024'],
])('%s %s from %s to %s', (type, input, before, after, code) => {
  test(`is ${code}`, () => {
    expect(refused(type, { [input]: before }, { [input]: after })).toMatchObject([{ code, path: `inputs.${input}` }]);
  });

  test('is nothing where it stays, or where the program ignores it', () => {
    expect(refused(type, { [input]: before }, { [input]: before })).toEqual([]);
    expect(refused(type, { [input]: before }, { [input]: after }, { options: { ignoreChanges: [input] } })).toEqual([]);
  });
});

test.each([
  [database, 'allocatedStorage', 50, 100],
  [database, 'engineVersion', '16', '17'],
  [database, 'engineVersion', '17', '17.5'],
  [database, 'engineVersion', '17.5', '17'],
  ['eks:index:Cluster', 'version', '1.35', '1.36'],
  ['aws:eks/nodeGroup:NodeGroup', 'version', '1.36', '1.35'],
  ['pulumi:providers:aws', 'defaultTags', '{}', '{"tags":{}}'],
])('%s %s from %s to %s is an ordinary change', (type, input, before, after) => {
  expect(refused(type, { [input]: before }, { [input]: after })).toEqual([]);
});

describe('an input that replaces what holds state', () => {
  test.each([
    ['changes', { hashKey: 'id' }, { hashKey: 'key' }, 'hashKey'],
    ['comes', { hashKey: 'id' }, { hashKey: 'id', rangeKey: 'at' }, 'rangeKey'],
    ['goes', { hashKey: 'id', rangeKey: 'at' }, { hashKey: 'id' }, 'rangeKey'],
    ['is inside another', { server: { key: 'a' } }, { server: { key: 'b' } }, 'server.key'],
  ])('%s', (_how, before, after, input) => {
    const [refusal, ...others] = refused('aws:dynamodb/table:Table', before, after, { stateful: table });
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({
      code: 'ESP8023',
      path: `inputs.${input}`,
      effect: 'It replaces the resource.',
      because: 'It holds items. The resource that replaces it does not.',
      steps: ['Take the change back.', 'Or copy them.'],
    });
  });

  test('of a protected resource stops the update, with how protection is lifted', () => {
    const [refusal] = refused(
      'aws:dynamodb/table:Table',
      { hashKey: 'id' },
      { hashKey: 'key' },
      { stateful: table, options: { protect: true } },
    );
    expect(refusal?.effect).toContain("'npx nx up environment-staging' stops there");
    expect(refusal?.steps.at(-1)).toContain('npx nx pulumi environment-staging -- stack --show-urns');
  });

  test('cannot be replaced under the same name, which AWS keeps', () => {
    const keep = { stateful: table, options: { protect: true, retainOnDelete: true } };
    const [same] = refused('aws:dynamodb/table:Table', { name: 'a', hashKey: 'x' }, { name: 'a', hashKey: 'y' }, keep);
    expect(same?.because).toContain('its name stays taken');
    expect(same?.steps).toEqual(['Take the change back.', 'Or copy them.']);
    const [other] = refused('aws:dynamodb/table:Table', { name: 'a', hashKey: 'x' }, { name: 'b', hashKey: 'y' }, keep);
    expect(other?.steps.join(' ')).toContain('unprotect');
  });

  test('is no matter where the type holds nothing, or another input changes', () => {
    expect(refused('aws:iam/role:Role', { name: 'one' }, { name: 'two' })).toEqual([]);
    expect(refused('aws:dynamodb/table:Table', { ttl: 1 }, { ttl: 2 }, { stateful: table })).toEqual([]);
  });
});
