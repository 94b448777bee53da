import { describe, expect, test } from 'vitest';
import { projectCluster } from '../src/index.ts';
import { identity } from './fixtures/app.ts';
import { cluster, grafana, platform, prometheusCrds } from './fixtures/platform.ts';
import { asYaml, build, objectOf } from './fixtures/project.ts';

test('a cluster is the root, Argo CD and its applications in sync order', () => {
  expect(projectCluster(platform(cluster()), cluster()).map(({ name, namespace }) => [name, namespace])).toEqual([
    ['root', 'argocd'],
    ['argocd', 'argocd'],
    ['namespaces', undefined],
    ['prometheus-operator-crds', 'monitoring'],
    ['storage-classes', 'kube-system'],
    ['grafana', 'monitoring'],
    ['secret-stores', undefined],
    ['identity', 'auth'],
  ]);
});

test('the root is one file with a project and an Application', async () => {
  const { objects, documents } = build('root');
  expect(objects).toEqual([]);
  await expect(asYaml(documents['root.yaml'] ?? [])).toMatchFileSnapshot('snapshots/root.yaml');
});

test('projects and Applications are a reviewed file each', async () => {
  await expect(asYaml(build('argocd').objects)).toMatchFileSnapshot('snapshots/argocd.yaml');
});

describe('an Application', () => {
  const { objects } = build('argocd');

  test('deletes its objects with it only where it is an app', () => {
    const cascading = objects.filter((object) => 'finalizers' in object.metadata);
    expect(cascading.map(({ metadata }) => metadata.name)).toEqual(['identity']);
  });

  test('of a chart with companion objects renders again when either changes', () => {
    expect(objectOf(objects, 'Application', 'grafana').metadata.annotations).toMatchObject({
      'argocd.argoproj.io/manifest-generate-paths':
        '/clusters/production/values/grafana.yaml;/clusters/production/grafana',
    });
  });

  test('leaves out the CRDs of a chart where another addon has them', () => {
    const chart = { repository: 'https://charts.example.com', name: 'grafana', version: '1.0.0', skipCrds: true };
    const addons = [{ ...grafana, chart }];
    const applications = [{ name: 'grafana', kind: 'addon', wave: 0, after: [] } as const];
    const application = objectOf(build('argocd', cluster({ addons, applications })).objects, 'Application');
    expect(application).toHaveProperty('spec.sources[0].helm.skipCrds', true);
  });
});

describe('a project', () => {
  test('comes before every Application', () => {
    const { objects } = build('argocd');
    const waveOf = (kind: string) =>
      objects
        .filter((object) => object.kind === kind)
        .map(({ metadata }) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']));
    expect(Math.max(...waveOf('AppProject'))).toBeLessThan(Math.min(...waveOf('Application')));
  });

  test('of apps allows one namespace, this repository and no kind without a namespace', () => {
    expect(objectOf(build('argocd').objects, 'AppProject', 'auth')).toMatchObject({
      spec: {
        sourceRepos: ['https://github.com/riven/platform'],
        destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'auth' }],
        clusterResourceWhitelist: [],
      },
    });
  });

  test('is made once for all apps of a namespace', () => {
    const apps = [identity, { ...identity, name: 'authorization' }];
    const names = build('argocd', cluster({ apps })).objects.filter(({ kind }) => kind === 'AppProject');
    expect(names.map(({ metadata }) => metadata.name)).toEqual(['default', 'platform', 'auth']);
  });

  test('of the platform allows what its addons bring', () => {
    const addons = [{ ...prometheusCrds, alsoInNamespaces: ['kube-system'] }];
    const applications = [{ name: prometheusCrds.name, kind: 'addon', wave: 0, after: [] } as const];
    const { objects } = build('argocd', cluster({ addons, applications, namespaces: [] }));
    expect(objectOf(objects, 'AppProject', 'platform')).toMatchObject({
      spec: {
        sourceRepos: ['https://github.com/riven/platform', 'ghcr.io/prometheus-community/charts'],
        destinations: [{ namespace: 'argocd' }, { namespace: 'kube-system' }, { namespace: 'monitoring' }],
      },
    });
  });

  test('of the platform allows the kinds without a namespace that an addon says its chart creates', () => {
    const policies = { group: 'kyverno.io', kind: 'ClusterPolicy' };
    const kindsWith = (clusterKinds: readonly (typeof policies)[]): unknown => {
      const addons = [{ ...prometheusCrds, clusterKinds }];
      const applications = [{ name: prometheusCrds.name, kind: 'addon', wave: 0, after: [] } as const];
      const { objects } = build('argocd', cluster({ addons, applications, namespaces: [] }));
      return objectOf(objects, 'AppProject', 'platform')['spec'];
    };
    expect(kindsWith([policies])).toMatchObject({
      clusterResourceWhitelist: expect.arrayContaining([policies]) as unknown,
    });
    expect(kindsWith([])).not.toMatchObject({
      clusterResourceWhitelist: expect.arrayContaining([policies]) as unknown,
    });
  });
});
