import { expect, test } from 'vitest';
import { cache, formatProblem, resolve, type CacheNeed } from '../src/index.ts';
import { definitions, located, smallApp } from './definitions.ts';

const resolved = (need: CacheNeed, name = 'sessions') =>
  resolve(definitions({ apps: { shop: located('shop', { ...smallApp, needs: { [name]: need } }, ['staging']) } }));

const problemsOf = (need: CacheNeed, name?: string): string =>
  resolved(need, name).problems.map(formatProblem).join('\n');

test('a cache is serverless, and has nodes of a type where one is given', () => {
  const [app] = resolved(cache()).platform?.clusters['staging']?.apps ?? [];
  expect(app?.hasRole).toBe(true);
  expect(app?.needs).toMatchObject([
    { cache: 'acme-staging-shop-sessions', runs: { maxGigabytes: 10 }, version: '8.0' },
  ]);
  const [other] = resolved(cache({ nodeType: 'cache.t4g.small' })).platform?.clusters['staging']?.apps ?? [];
  expect(other?.needs).toMatchObject([{ runs: { nodeType: 'cache.t4g.small', nodes: 1 } }]);
});

test('its pods reach the data tier on its port, and no public address for it', () => {
  const namespaces = resolved(cache()).platform?.clusters['staging']?.namespaces ?? [];
  const paths = namespaces.flatMap((namespace) => namespace.paths).find(({ name }) => name === 'shop');
  expect(paths?.egress).toContainEqual(
    expect.objectContaining({ because: 'needs.sessions', class: 'vpc', ports: [{ port: 6379, protocol: 'TCP' }] }),
  );
  expect(paths?.egress.map((path) => path.class)).not.toContain('public');
});

test.each([
  [
    'a node type that AWS does not have',
    cache({ nodeType: 'cache.t4g.smal' }),
    undefined,
    'a node type of ElastiCache for Valkey such as cache.t4g.small',
  ],
  ['a limit that only serverless has', cache({ nodeType: 'cache.t4g.small', maxGigabytes: 5 }), undefined, 'ESP2248'],
  ['a name that is too long', cache(), 'aNameThatIsLongerThanElastiCacheTakesIt', 'ESP2205'],
])('%s is refused', (_, need, name, expected) => {
  expect(problemsOf(need, name)).toContain(expected);
});
