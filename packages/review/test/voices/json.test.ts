import { ProblemsError } from '@espalier/model';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareInMemory, joinReviews, jsonOf, readReview, reviewTrees, type Review } from '../../src/index.ts';
import { at, change, fixture, hostileReview, manyClusters, object, reviewOf } from './fixture.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/review.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

function expectValid(review: Review): void {
  validate(JSON.parse(jsonOf(review)));
  expect(validate.errors ?? []).toEqual([]);
}

describe('the schema', () => {
  test('accepts what a review of two trees gives', () => {
    const deployment = (image: string, replicas: number): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: n}\nspec:\n  replicas: ${replicas}\n  template: {spec: {containers: [{name: app, image: ${image}}]}}\n`;
    const daemonSet = (image: string): string =>
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: d, namespace: n}\nspec: {template: {spec: {containers: [{name: app, image: ${image}}]}}}\n`;
    expectValid(
      reviewTrees(
        compareInMemory(
          {
            'clusters/one/app/a.yaml': deployment('a:1', 2),
            'clusters/one/app/d.yaml': daemonSet('d:1'),
            'clusters/one/values/traefik.yaml': 'replicas: 1\n',
            'clusters/one/app/pvc.yaml':
              'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a, namespace: n}\n',
            'clusters/one/notes.txt': 'one',
          },
          {
            'clusters/one/app/a.yaml': deployment('a:2', 3),
            'clusters/one/app/d.yaml': daemonSet('d:2'),
            'clusters/one/values/traefik.yaml': 'replicas: 2\n',
            'clusters/one/notes.txt': 'two',
            'clusters/one/cloud/b.yaml': 'type: aws:s3/bucket:Bucket\nname: b\ninputs: {bucket: b}\n',
          },
        ),
      ),
    );
  });

  test('accepts reviews of all shapes', () => {
    expectValid(fixture());
    expectValid(manyClusters(3, 2, 1));
    fc.assert(fc.property(hostileReview, expectValid), { numRuns: 50 });
  });

  test.each([
    'version',
    'changes.0',
    'changes.0.at.0',
    'changes.0.at.0.subject',
    'changes.0.fields.0',
    'risks.0',
    'places.0',
    'noise.0',
  ])('refuses a key that it does not know next to or in %s', (path) => {
    const data = JSON.parse(jsonOf(fixture())) as Record<string, unknown>;
    const target =
      path === 'version'
        ? data
        : path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data);
    (target as Record<string, unknown>)['unknown'] = 1;
    expect(validate(data)).toBe(false);
  });
});

describe('a review that is read', () => {
  test('is the one that was written', () => {
    expect(readReview(jsonOf(fixture()))).toEqual(fixture());
  });

  test.each([
    ['no JSON', '{', 'ESP8036', ''],
    ['another thing', '[]', 'ESP8036', ''],
    ['no version', '{}', 'ESP8036', 'version'],
    ['a part that is cut off', '{"version":1,"base":"a","head":"b","changes":[{}]}', 'ESP8036', 'changes[0].action'],
    ['another version', '{"version":2}', 'ESP8037', 'version'],
  ])('is refused where it is %s', (_, text, code, path) => {
    expect(problemsOf(() => readReview(text, 'part.json'))).toMatchObject([{ code, file: 'part.json', path }]);
  });
});

describe('parts that are joined', () => {
  const deployment = (cluster: string) => at(object(cluster, 'Deployment', 'identity', 'identity'));
  const fields = [{ path: 'spec.replicas', before: 2, after: 3 }];
  const part = (cluster: string): Review =>
    reviewOf({
      changes: [change('changed', [deployment(cluster)], { fields, restart: { pods: 3, isAtLeast: false } })],
      risks: [{ code: 'ESP8101', severity: 'low', title: 't', at: [deployment(cluster)], effect: 'e', steps: [] }],
      noise: [{ kind: 'order', count: 2, files: [`clusters/${cluster}/a.yaml`] }],
      notChecked: ['One.'],
    });

  test('are one review: the same change is one group, noise is added up', () => {
    const joined = joinReviews([part('staging'), part('production')].map((one) => readReview(jsonOf(one))));
    expectValid(joined);
    expect(joined.changes).toHaveLength(1);
    expect(joined.risks).toHaveLength(1);
    expect(joined.changes[0]?.at.map(({ place }) => place)).toEqual(['production', 'staging']);
    expect(joined.places.map(({ place, changed, pods }) => [place, changed, pods])).toEqual([
      ['production', 1, 3],
      ['staging', 1, 3],
    ]);
    expect(joined.noise).toEqual([
      { kind: 'order', count: 4, files: ['clusters/production/a.yaml', 'clusters/staging/a.yaml'] },
    ]);
    expect(joined.notChecked).toEqual(['One.']);
  });

  test('are what one run over all clusters gives', () => {
    const tree = (image: string) =>
      Object.fromEntries(
        ['a', 'b', 'c', 'd'].map((cluster) => [
          `clusters/${cluster}/app/x.yaml`,
          `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x, namespace: n}\nspec: {replicas: 2, template: {spec: {containers: [{name: app, image: ${image}}]}}}\n`,
        ]),
      );
    const comparison = compareInMemory(tree('x:1'), tree('x:2'));
    const parts = ['ab', 'cd'].map((names) =>
      reviewTrees(comparison, { isWanted: (path) => names.includes(path.split('/')[1] ?? '') }),
    );
    expect(joinReviews(parts)).toEqual(reviewTrees(comparison));
  });

  test('are refused where they compare different trees, or where there is none', () => {
    expect(problemsOf(() => joinReviews([part('a'), { ...part('b'), head: 'other' }]))).toMatchObject([
      { code: 'ESP8038' },
    ]);
    expect(problemsOf(() => joinReviews([]))).toMatchObject([{ code: 'ESP8038' }]);
  });
});

function problemsOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
  }
  return [];
}
