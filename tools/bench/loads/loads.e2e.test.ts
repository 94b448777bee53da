import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { countOf, loadedPackages } from './loaded-packages.ts';

const workspace = new FleetWorkspace(tmpdir(), { clusters: 1, apps: 5 });

afterAll(() => {
  workspace.remove();
});

test('a render loads nothing of Pulumi, and without a chart.ts nothing of cdk8s', () => {
  const loaded = loadedPackages(['render'], workspace.root);
  expect(countOf(loaded, '@pulumi/')).toBe(0);
  expect(countOf(loaded, 'cdk8s')).toBe(0);
  // What it does load is seen.
  expect(countOf(loaded, 'js-yaml')).toBeGreaterThan(0);
});

test('a plan loads nothing of cdk8s', () => {
  const loaded = loadedPackages(['plan', 'environment-environment-01', 'cluster-cluster-001'], workspace.root);
  expect(countOf(loaded, 'cdk8s')).toBe(0);
  expect(countOf(loaded, '@pulumi/')).toBeGreaterThan(0);
});

test('what prints loads neither', () => {
  for (const command of ['order', 'secrets']) {
    const loaded = loadedPackages([command, 'cluster-001'], workspace.root);
    expect([command, countOf(loaded, '@pulumi/'), countOf(loaded, 'cdk8s')]).toEqual([command, 0, 0]);
  }
});
