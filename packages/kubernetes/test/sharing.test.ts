import type { ResolvedApp, ResolvedCluster } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { identity, plainApp } from './fixtures/app.ts';
import { auth, cluster, grafana } from './fixtures/platform.ts';
import { build, clusterOf, project } from './fixtures/project.ts';
import { needs } from './fixtures/workloads.ts';

describe('two clusters of one environment', () => {
  const [first, second] = [cluster({ name: 'blue' }), cluster({ name: 'green' })].map(
    (each) => build('identity', each).objects,
  );

  test('share every object of an app but the accounts with a role', () => {
    const differing = first?.filter((object, index) => object !== second?.[index]);
    expect(differing?.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ServiceAccount']);
  });

  test('have a role each', () => {
    expect([first, second].map((objects) => objects?.[0]?.metadata.annotations)).toEqual([
      { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::333333333333:role/riven-production-blue-identity' },
      { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::333333333333:role/riven-production-green-identity' },
    ]);
  });

  test('share nothing that depends on what differs between them', () => {
    const other = build('identity', cluster({ ingressClass: 'alb' })).objects;
    expect(other.filter((object) => first?.includes(object))).toEqual([]);
  });
});

describe('inputs of an app change', () => {
  const digest = (app: ResolvedApp, differences: Partial<ResolvedCluster> = {}) =>
    project(app.name, clusterOf(app, differences)).inputs;

  test('exactly where its content does', () => {
    const withDatabase = (storageGibibytes: number) => plainApp({ needs: [{ ...needs.postgres, storageGibibytes }] });
    expect(digest(plainApp())).toBe(digest(plainApp()));
    expect(digest(withDatabase(50))).toBe(digest(withDatabase(100)));
    expect(digest(withDatabase(50))).not.toBe(digest(plainApp()));
    expect(digest(plainApp({ version: '2026.11.4' }))).not.toBe(digest(plainApp()));
  });

  test.each([
    ['its role', { name: 'green' }],
    ['the roles of its databases', { identities: [] }],
    ['the ingress class', { ingressClass: 'alb' }],
    ['the endpoint for traces', { otlpEndpoint: undefined }],
    ['whether it is scraped', { crdGroups: [] }],
  ])('with %s', (_, differences) => {
    expect(digest(identity, differences)).not.toBe(digest(identity));
  });

  test('with nothing else of the cluster', () => {
    expect(digest(identity, { kubernetesVersion: '1.36', addons: [], namespaces: [] })).toBe(digest(identity));
  });
});

describe('inputs change with the content of', () => {
  const one = cluster();
  test.each([
    ['root', { name: 'green' }],
    ['argocd', { apps: [{ ...identity, namespace: 'identity' }] }],
    ['argocd', { addons: [{ ...grafana, objects: [], needs: [] }, ...one.addons.slice(1)] }],
    ['namespaces', { kubernetesVersion: '1.36' }],
    ['namespaces', { namespaces: [{ ...auth, paths: [] }] }],
    ['secret-stores', { namespaces: [] }],
    ['grafana', { addons: [{ ...grafana, values: { replicas: 3 } }, ...one.addons.slice(1)] }],
  ])('%s', (name, differences) => {
    const [before, after] = [one, cluster(differences)].map((each) => project(name, each));
    expect(after?.inputs).not.toBe(before?.inputs);
  });

  test.each([
    ['argocd', { kubernetesVersion: '1.36' }],
    ['namespaces', { name: 'green' }],
    ['namespaces', { namespaces: one.namespaces.map((each) => ({ ...each, secretStore: undefined })) }],
    ['secret-stores', { kubernetesVersion: '1.36' }],
    ['grafana', { addons: [{ ...grafana, serverSideApply: true }, ...one.addons.slice(1)] }],
  ])('%s, and with nothing else', (name, differences) => {
    const [before, after] = [one, cluster(differences)].map((each) => project(name, each));
    expect(after?.inputs).toBe(before?.inputs);
    expect(after?.build()).toEqual(before?.build());
  });
});
