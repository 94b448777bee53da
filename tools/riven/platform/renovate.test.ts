import { loadPlatform } from '@espalier/model/load';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from './tree.ts';

const file = 'apps/platform/charts.yaml';

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly datasourceTemplate: string;
}

const { customManagers } = JSON.parse(readFileSync(join(workspace, 'renovate.json'), 'utf8')) as {
  readonly customManagers: readonly Manager[];
};

/** What Renovate's regex managers read out of a text, as its documentation has them work. */
function dependencies(text: string): readonly Readonly<Record<string, string>>[] {
  return customManagers.flatMap(({ managerFilePatterns, matchStrings, datasourceTemplate }) => {
    expect(managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file))).toBe(true);
    return matchStrings.flatMap((pattern) =>
      Array.from(text.matchAll(new RegExp(pattern, 'g')), ({ groups }) => ({
        ...groups,
        datasource: datasourceTemplate,
      })),
    );
  });
}

test('Renovate finds every chart that a cluster installs, in its version and where it comes from', async () => {
  const { platform } = await loadPlatform(workspace);
  const charts = Object.values(platform?.clusters ?? {}).flatMap(({ addons }) =>
    addons.flatMap(({ chart }) => chart ?? []),
  );
  const expected = new Map(
    charts.map(({ name, version, repository }) => [
      name,
      repository.startsWith('https://')
        ? { depName: name, currentValue: version, registryUrl: repository, datasource: 'helm' }
        : { depName: name, currentValue: version, packageName: `${repository}/${name}`, datasource: 'docker' },
    ]),
  );
  const found = dependencies(readFileSync(join(workspace, file), 'utf8'));
  const remedy = `each chart is a line below 'everywhere:' in ${file}, with its source as the comment`;
  expect(new Map(found.map((dependency) => [dependency['depName'], dependency])), remedy).toEqual(expected);
  expect(found.length).toBe(expected.size);
});

test('Renovate finds the pin of a cluster as well', () => {
  const text =
    'everywhere:\n  loki: 18.11.0 # https://charts.example.com\nclusters:\n  staging:\n    loki: 18.12.0 # https://charts.example.com\n';
  expect(dependencies(text).map(({ currentValue }) => currentValue)).toEqual(['18.11.0', '18.12.0']);
});
