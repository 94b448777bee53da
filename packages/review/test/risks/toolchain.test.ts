import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const lock = (versions: Readonly<Record<string, string>>): Tree => ({
  'package-lock.json': JSON.stringify({
    packages: Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
    ),
  }),
});
const rendered = (replicas: number): Tree => ({
  'clusters/production/shop/deployment-shop.yaml': object('apps/v1', 'Deployment', { spec: { replicas } }),
});

describe('ESP8118', () => {
  test('a provider has another version, whether or not a plan changed', () => {
    expect(found('ESP8118', lock({ '@pulumi/aws': '7.48.0' }), lock({ '@pulumi/aws': '7.49.0' }))).toMatchObject([
      {
        severity: 'medium',
        effect:
          'The provider @pulumi/aws goes from 7.48.0 to 7.49.0: it may update or replace resources that no program changed.',
      },
    ]);
    expect(found('ESP8118', lock({ '@pulumi/aws': '7.48.0' }), lock({ '@pulumi/aws': '8.0.0' }))).toMatchObject([
      { severity: 'high' },
    ]);
  });

  test('a tool has another version, and rendered files changed', () => {
    const [before, after] = [
      lock({ cdk8s: '2.70.0', '@espalier/nx': '1.0.0' }),
      lock({ cdk8s: '2.71.0', '@espalier/nx': '1.0.1' }),
    ];
    expect(found('ESP8118', { ...before, ...rendered(1) }, { ...after, ...rendered(2) })).toMatchObject([
      {
        severity: 'low',
        effect:
          'Part of the differences may come from the tools: cdk8s goes from 2.70.0 to 2.71.0, @espalier/nx goes from 1.0.0 to 1.0.1.',
      },
    ]);
    expect(found('ESP8118', { ...before, ...rendered(1) }, { ...after, ...rendered(1) })).toEqual([]);
  });

  test('versions of package.json count where there is no lock file', () => {
    const manifest = (version: string): Tree => ({
      'package.json': JSON.stringify({ dependencies: { '@pulumi/aws': version } }),
    });
    expect(found('ESP8118', manifest('^7.48.0'), manifest('^7.49.0'))).toHaveLength(1);
    expect(found('ESP8118', manifest('^7.48.0'), manifest('7.48.0'))).toEqual([]);
  });

  test('the source of Espalier changed in the same workspace', () => {
    const source = (text: string, name: string): Tree => ({
      'packages/tree/package.json': JSON.stringify({ name }),
      'packages/tree/src/index.ts': text,
    });
    const change = (name: string): ReturnType<typeof found> =>
      found('ESP8118', { ...source('1', name), ...rendered(1) }, { ...source('2', name), ...rendered(2) });
    expect(change('@espalier/tree')).toMatchObject([{ severity: 'low' }]);
    expect(change('@riven/tree')).toEqual([]);
  });

  test('other packages are none', () => {
    expect(
      found(
        'ESP8118',
        { ...lock({ eslint: '1.0.0' }), ...rendered(1) },
        { ...lock({ eslint: '2.0.0' }), ...rendered(2) },
      ),
    ).toEqual([]);
  });
});
