import type { ResolvedPlatform } from '@espalier/model';
import { expect, test } from 'vitest';
import { providedNeeds } from '../src/program/provided-needs.ts';
import { loadRiven } from './stack-plans.ts';

const riven = await loadRiven();

/** `owner need kind`, one a line. */
function provided(platform: ResolvedPlatform, name: string): readonly string[] {
  const environment = platform.environments[name];
  if (environment === undefined) throw new Error(`no environment ${name}`);
  return providedNeeds(platform, environment).flatMap(({ owner, team, needs }) =>
    needs.map((need) => `${team}: ${owner} ${need.name} ${need.kind}`),
  );
}

test('each need of an environment is provided once, by its owner', () => {
  expect(provided(riven, 'production')).toMatchInlineSnapshot(`
    [
      "product: dev-center-api builds bucket",
      "product: dev-center-api database postgres",
      "product: dev-center-api featureFlags table",
      "product: dev-center-api githubApp secret",
      "product: dev-center-worker jobs queue",
      "platform: grafana admin secret",
      "security: identity database postgres",
      "security: identity sessions table",
      "security: identity signingKey secret",
      "ai: model-gateway clientKeys secret",
      "ai: model-server weights bucket",
      "platform: production-loki chunks bucket",
      "platform: prometheus alertReceivers secret",
      "platform: riven-general githubApp secret",
      "platform: riven-large githubApp secret",
    ]
  `);
});

test('a second cluster brings what is its own, and leaves what both share where it is', () => {
  const { production } = riven.clusters;
  if (production === undefined) throw new Error('no cluster production');
  // Sorted before the first, as the model would hand it over.
  const blue = {
    ...production,
    name: 'blue',
    addons: production.addons.map((addon) => ({
      ...addon,
      needs: addon.needs.map((need) =>
        need.kind === 'bucket'
          ? { ...need, ownedBy: need.ownedBy.replace('production-', 'blue-'), bucket: `blue-${need.bucket}` }
          : need,
      ),
    })),
  };
  const both = provided({ ...riven, clusters: { blue, ...riven.clusters } }, 'production');
  const before = provided(riven, 'production');
  expect(both.filter((each) => !before.includes(each))).toEqual(['platform: blue-loki chunks bucket']);
  expect(before.filter((each) => !both.includes(each))).toEqual([]);
});
