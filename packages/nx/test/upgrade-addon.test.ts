import type { ChartVersions } from '@espalier/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editChartsFile, readChartVersions } from '../src/generators/upgrade-addon/charts-file.ts';
import { installationsOf, type ChartOfCluster } from '../src/generators/upgrade-addon/charts-of-clusters.ts';
import { diffExcerpt } from '../src/generators/upgrade-addon/diff-excerpt.ts';
import { isExactVersion, isOlder } from '../src/generators/upgrade-addon/exact-version.ts';
import { upgradeLines } from '../src/generators/upgrade-addon/report.ts';
import { planUpgrade } from '../src/generators/upgrade-addon/upgrade.ts';

const loki = { repository: 'https://charts.example.com', name: 'loki', version: '1.0.0' };
const runners = { repository: 'ghcr.io/actions/charts', name: 'runners', version: '0.1.0' };
const charts: readonly ChartOfCluster[] = [
  { cluster: 'production', addon: 'logs', chart: loki },
  { cluster: 'production', addon: 'runners-large', chart: runners },
  { cluster: 'production', addon: 'runners-small', chart: runners },
  { cluster: 'staging', addon: 'logs', chart: loki },
];

const file = `# yaml-language-server: $schema=charts.schema.json
# Which version of a chart runs where.
everywhere:
  grafana: 12.11.1 # https://charts.example.com
  # Not beyond 1: its ring does not survive it.
  loki: 1.1.0 # https://charts.example.com

  zot: '3.0.0' # oci registry.example.com/zot
# A version in staging first.
clusters: {}
`;

/** The text after an upgrade, with what is said about it. */
function upgrade(
  text: string | undefined,
  to: string,
  cluster?: string,
  chart = 'loki',
): { readonly text: string | undefined; readonly said: readonly string[] } {
  const request = { chart, to, cluster };
  const versions = text === undefined ? {} : readChartVersions(text);
  const plan = planUpgrade(request, installationsOf(chart, charts, cluster), versions);
  return { text: plan.lines.length === 0 ? text : editChartsFile(text, plan.lines), said: upgradeLines(request, plan) };
}

describe('the file of versions', () => {
  test('a version everywhere changes one line; comments, order and quotes stay', () => {
    const { text, said } = upgrade(file, '1.2.0');
    expect(text).toBe(file.replace('loki: 1.1.0', 'loki: 1.2.0'));
    expect(said).toEqual(['production: loki 1.1.0 → 1.2.0', 'staging: loki 1.1.0 → 1.2.0']);
  });

  test("a cluster's pin is in block style, with its source where Renovate reads it", () => {
    const { text, said } = upgrade(file, '1.2.0', 'staging');
    expect(text).toBe(
      file.replace('clusters: {}', 'clusters:\n  staging:\n    loki: 1.2.0 # https://charts.example.com'),
    );
    expect(said).toEqual(['staging: loki 1.1.0 → 1.2.0']);
  });

  test('a pin goes with the upgrade that makes it the version of all', () => {
    const { text, said } = upgrade(upgrade(file, '1.2.0', 'staging').text, '1.2.0');
    expect(text).toBe(file.replace('loki: 1.1.0', 'loki: 1.2.0'));
    expect(said).toEqual([
      'production: loki 1.1.0 → 1.2.0',
      'staging: its pin is removed, since 1.2.0 also applies without it',
    ]);
  });

  test('a pin goes with the downgrade to what also applies without it', () => {
    const { text, said } = upgrade(upgrade(file, '1.2.0', 'staging').text, '1.1.0', 'staging');
    expect(text).toBe(file);
    expect(said).toEqual([
      'staging: loki 1.2.0 → 1.1.0',
      'staging: its pin is removed, since 1.1.0 also applies without it',
      'A downgrade: the older version may not support data that the newer one has stored or migrated.',
    ]);
  });

  test('another pin stays, and is reported', () => {
    const pinned = upgrade(file, '1.2.0', 'staging').text;
    const { text, said } = upgrade(pinned, '1.3.0');
    expect(text).toBe(pinned?.replace('loki: 1.1.0', 'loki: 1.3.0'));
    expect(said).toEqual(['production: loki 1.1.0 → 1.3.0', 'staging: loki stays at 1.2.0, which it pins']);
  });

  test('one pin of several goes, and the rest of its cluster stays', () => {
    const clusters = 'clusters:\n  staging:\n    grafana: 12.12.0 # one\n    loki: 1.2.0 # two\n';
    const { text } = upgrade(file.replace('clusters: {}\n', clusters), '1.2.0');
    expect(text).toContain('clusters:\n  staging:\n    grafana: 12.12.0 # one\n');
    expect(text).not.toContain('two');
  });

  test('a pin in flow style becomes a line, and gets its source', () => {
    const { text } = upgrade('clusters: { staging: { loki: 1.1.0 } }\n', '1.2.0', 'staging');
    expect(text).toBe('clusters:\n  staging:\n    loki: 1.2.0 # https://charts.example.com\n');
  });

  test('a chart that is not named yet stands where the order of names has it', () => {
    const { text } = upgrade(file, '0.2.0', undefined, 'runners');
    expect(text).toBe(file.replace('\n\n  zot', '\n  runners: 0.2.0 # oci ghcr.io/actions/charts/runners\n\n  zot'));
  });

  test('where there is no file it is made, with its schema', () => {
    expect(upgrade(undefined, '1.2.0', 'staging').text).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=../../node_modules/@espalier/model/schemas/charts.schema.json
      # Which version of a chart runs where. Renovate reads the comments: where a chart comes from.
      everywhere: {}
      clusters:
        staging:
          loki: 1.2.0 # https://charts.example.com
      "
    `);
  });

  test.each([
    ['the version of every cluster', file, '1.1.0', undefined, 'loki is at 1.1.0 for every cluster already'],
    ['the version of a cluster without a pin', file, '1.1.0', 'staging', 'loki is at 1.1.0 in staging already'],
    ['the version that the addon brings', undefined, '1.0.0', undefined, 'loki is at 1.0.0 for every cluster already'],
  ])('%s: nothing to do', (_, before, to, cluster, expected) => {
    const { text, said } = upgrade(before, to, cluster);
    expect(text).toBe(before);
    expect(said).toEqual([`${expected}: nothing to do.`]);
  });

  test('whatever the file says, the cluster runs the version afterwards, and a second run has nothing to do', () => {
    const version = fc.constantFrom('1.0.0', '1.1.0', '1.2.0');
    const pins = fc.record({ loki: version }, { requiredKeys: [] });
    const anyVersions: fc.Arbitrary<ChartVersions> = fc.record(
      { everywhere: pins, clusters: fc.record({ production: pins, staging: pins }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    );
    const anyCluster = fc.constantFrom(undefined, 'production', 'staging');
    fc.assert(
      fc.property(anyVersions, version, anyCluster, (versions, to, cluster) => {
        const before = JSON.stringify(versions);
        const once = upgrade(before, to, cluster).text ?? '';
        expect(upgrade(once, to, cluster).text).toBe(once);
        const { everywhere, clusters } = readChartVersions(once);
        const base = everywhere?.['loki'] ?? loki.version;
        for (const name of ['production', 'staging']) {
          const previous = versions.clusters?.[name]?.['loki'];
          const now = clusters?.[name]?.['loki'] ?? base;
          if (cluster === undefined) expect(now).toBe(previous ?? to);
          else if (name === cluster) expect(now).toBe(to);
          else expect(now).toBe(previous ?? versions.everywhere?.['loki'] ?? loki.version);
        }
      }),
    );
  });
});

describe('what is refused', () => {
  test.each([
    [
      'a chart with a typing error',
      'lokki',
      '1.2.0',
      undefined,
      "No cluster installs the chart 'lokki'. Did you mean 'loki'?",
    ],
    ['the name of an addon', 'logs', '1.2.0', undefined, "The addon with that name installs 'loki'."],
    [
      'a chart of another cluster',
      'runners',
      '1.2.0',
      'staging',
      "Cluster 'staging' does not install the chart 'runners'.",
    ],
    ['a range', 'loki', '^1.2.0', undefined, "'^1.2.0' is not one exact version."],
    ['a version cut short', 'loki', '1.2', undefined, 'ESP5005'],
  ])('%s', (_, chart, to, cluster, expected) => {
    expect(() => upgrade(file, to, cluster, chart)).toThrow(expected);
  });
});

describe('versions', () => {
  test('precede each other as semver.org has it', () => {
    const inOrder = [
      ...['0.9.10', '0.10.0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2'],
      ...['1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', 'v1.0.1', '1.2.0', '10.0.0'],
    ];
    for (const [index, version] of inOrder.entries()) {
      for (const [otherIndex, other] of inOrder.entries()) {
        expect(isOlder(version, other), `${version} before ${other}`).toBe(index < otherIndex);
      }
    }
    expect(isOlder('1.0.0+one', '1.0.0+two')).toBe(false);
  });

  test.each(['1', '1.2', '=1.2.3', '>=1.2.3', '1.2.x', 'latest', ' 1.2.3', '1.2.3-', ''])('%j is not exact', (text) => {
    expect(isExactVersion(text)).toBe(false);
  });
});

describe('the excerpt of a diff', () => {
  const change = (path: string, lines: number): string =>
    [`diff --git a/${path} b/${path}`, ...Array.from({ length: lines - 1 }, () => '+x'), ''].join('\n');

  test('what is short is shown whole, except for index files', () => {
    const diff = change('clusters/a/.espalier/x.json', 5) + change('clusters/a/x/one.yaml', 5);
    expect(diffExcerpt(diff)).toEqual([
      ...change('clusters/a/x/one.yaml', 5).trimEnd().split('\n'),
      '… and 1 index file in .espalier/',
    ]);
  });

  test('what is long is cut after a file, with the count of the rest', () => {
    const excerpt = diffExcerpt(change('one', 60) + change('two', 60) + change('three', 7));
    expect(excerpt.length).toBe(61);
    expect(excerpt.at(-1)).toBe('… and 2 more files with 67 lines');
  });

  test('a file too long for itself is cut inside', () => {
    const excerpt = diffExcerpt(change('one', 130) + change('two', 10));
    expect(excerpt.slice(100)).toEqual(['… and 30 more lines of this file', '… and 1 more file with 10 lines']);
  });
});
