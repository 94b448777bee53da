import { directRegistries, upstreams, type AddonDefinition } from '@espalier/model';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as addons from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { contextOf, objectsOf, valuesOf } from './context.ts';

const readme = resolve(import.meta.dirname, '../README.md');
const workloads = catalogue.flatMap((addon) =>
  Object.entries(addon.workloads ?? {}).map(([name, workload]) => ({ addon, name, workload })),
);
const providedEndpoints = catalogue.flatMap(({ provides }) => Object.keys(provides?.endpoints ?? {}));
/** Kinds of companion objects that have no namespace. */
const clusterScoped = ['ClusterIssuer', 'IngressClass', 'IngressClassParams', 'StorageClass'];
const crdGroups = catalogue.flatMap(({ provides }) => provides?.crdGroups ?? []);

describe.each(catalogue.map((addon) => [addon.name, addon] as const))('%s', (_, addon) => {
  it('takes an exact version of its chart from a repository spelled as Argo CD does', () => {
    if (addon.chart === undefined) return;
    expect(addon.chart.version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(addon.chart.repository).toMatch(/^(https:\/\/[^ ]+[^/]|(?!oci:)[a-z0-9.-]+\/.+)$/);
  });

  it('renders the same values and objects every time', () => {
    expect(valuesOf(addon)).toEqual(valuesOf(addon));
    expect(objectsOf(addon)).toEqual(objectsOf(addon));
  });

  it('holds no secret value', () => {
    const keys = leaves(valuesOf(addon)).filter(
      ([path, value]) =>
        typeof value === 'string' && value !== '' && /(password|token|secret|apikey|private_?key)$/i.test(path),
    );
    // Names of Secrets and of keys in them are all there may be.
    const names = keys.filter(([path]) => !/(existingSecret|configSecret|githubConfigSecret|passwordKey)$/.test(path));
    expect(names).toEqual([]);
  });

  it('pulls nothing from a public registry that the platform keeps copies of', () => {
    const text = JSON.stringify([valuesOf(addon), objectsOf(addon)]);
    for (const { upstream } of upstreams) expect(text).not.toContain(upstream);
  });

  it('puts companion objects into its own namespace', () => {
    for (const { kind, metadata } of objectsOf(addon, {
      files: { 'a.json': '{"title":"A"}' },
      documents: { 'b.yaml': { groups: [] } },
    }))
      expect(metadata.namespace).toBe(clusterScoped.includes(kind) ? undefined : addon.namespace);
  });

  it('declares every host that its chart writes an Ingress for', () => {
    const ofIngresses = leaves(valuesOf(addon)).filter(
      ([path, value]) => /(^|\.)(\w*Ingress|ingress)\./.test(path) && /\.riven\.dev$/.test(String(value)),
    );
    const declared = Object.values(addon.provides?.hosts ?? {});
    expect([...new Set(ofIngresses.map(([, host]) => host))].sort()).toEqual(declared.toSorted());
  });

  it('says how long its certificates last, and when the next one is issued', () => {
    for (const { kind, spec } of objectsOf(addon)) {
      if (kind !== 'Certificate') continue;
      const [duration, renewBefore] = ['duration', 'renewBefore'].map((field) =>
        Number(/^(\d+)h$/.exec(String(Reflect.get(Object(spec), field)))?.[1]),
      );
      expect(duration).toBeGreaterThanOrEqual(8760);
      expect(renewBefore).toBeLessThan(duration ?? 0);
    }
  });

  it('needs only CRDs and addons that the catalogue has', () => {
    for (const requirement of addon.requires ?? []) {
      if ('crdGroup' in requirement) expect(crdGroups).toContain(requirement.crdGroup);
      else expect(catalogue.map(({ name }) => name)).toContain(requirement.addon);
    }
  });

  it('offers endpoints at ports that its workloads have', () => {
    for (const { workload, port } of Object.values(addon.provides?.endpoints ?? {}))
      expect(addon.workloads?.[workload]?.ports).toHaveProperty(port);
  });

  it('asks for monitoring objects only where their CRDs are installed', () => {
    const without = { addons: catalogue.filter(({ name }) => name !== 'prometheus-operator-crds') };
    const rendered = objectsOf(addon, without).map(({ kind }) => kind);
    expect(rendered).not.toContain('ServiceMonitor');
    expect(rendered).not.toContain('PodMonitor');
    const enabled = leaves(valuesOf(addon, without)).filter(
      ([path, value]) => /(serviceMonitor|podMonitor|prometheus\.monitor)\.enabled$/i.test(path) && value === true,
    );
    expect(enabled).toEqual([]);
  });
});

describe.each(Object.keys(addons))('%s()', (name) => {
  it('is in test/catalogue.ts, whose addons are tested here', () => {
    expect(addonOf(name)).toBeDefined();
  });

  it('is in the table of the README, with its namespace and its chart', () => {
    const { namespace, chart } = addonOf(name) ?? {};
    const row = new RegExp(`^\\| \`${name}\\(.*$`, 'm').exec(readFileSync(readme, 'utf8'))?.[0].split(/ *\| */);
    expect(row).toEqual([
      '',
      expect.stringContaining(name),
      expect.any(String),
      `\`${namespace ?? ''}\``,
      chart === undefined ? expect.stringMatching(/^none: /) : `${chart.name} ${chart.version}`,
      '',
    ]);
  });
});

it.each(['argo-cd', 'external-secrets', 'prometheus-operator-crds'])(
  'neither prunes nor deletes the CRDs of %s',
  (name) => {
    const addon = catalogue.find((candidate) => candidate.name === name);
    expect(addon && valuesOf(addon)).toHaveProperty(['crds', 'annotations'], {
      'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    });
  },
);

describe.each(workloads.map(({ addon, name, workload }) => [`${addon.name}/${name}`, workload, addon] as const))(
  'workload %s',
  (_, workload, addon) => {
    it('names images without a tag', () => {
      expect(workload.images).not.toEqual([]);
      for (const image of workload.images) expect(image).toMatch(/^[a-z0-9.-]+\.[a-z]+(\/[a-z0-9._-]+)+$/);
    });

    it('says in its values where each image is pulled from', () => {
      const values = leaves(valuesOf(addon)).map(([, value]) => (typeof value === 'string' ? value : ''));
      for (const image of workload.images) {
        const { registry, repository, name } = contextOf(addon).image(image);
        const whole = values.some((value) => value === name || value.startsWith(`${name}:`));
        const split = values.includes(registry) && values.includes(repository);
        expect(whole || split, image).toBe(true);
      }
    });

    it('scrapes a port that it has', () => {
      if (workload.metricsPort !== undefined) expect(workload.ports).toHaveProperty(workload.metricsPort);
    });

    it('has paths that lead somewhere', () => {
      for (const path of workload.paths) {
        if ('from' in path) expect(workload.ports).toHaveProperty(path.port);
        else if (path.to === 'endpoint') expect(providedEndpoints).toContain(path.endpoint);
        else if (path.to === 'workload') expect(addon.workloads?.[path.workload]?.ports).toHaveProperty(path.port);
        else if (path.to === 'public') expect(path.hosts).not.toEqual([]);
      }
    });

    it('has at least one network path', () => {
      const called = workloads.some(({ workload: other }) =>
        other.paths.some(
          (path) => 'to' in path && path.to === 'workload' && addon.workloads?.[path.workload] === workload,
        ),
      );
      const offered = Object.values(addon.provides?.endpoints ?? {}).some(
        (endpoint) => addon.workloads?.[endpoint.workload] === workload,
      );
      expect(workload.paths.length > 0 || called || offered || workload.hostNetwork).toBe(true);
    });

    it('has a role annotated on its ServiceAccount if it needs AWS itself', () => {
      const kinds = Object.values(workload.needs ?? {}).map(({ kind }) => kind);
      if (!kinds.includes('bucket') && !kinds.includes('policy')) return;
      const role = contextOf(addon).roleArn(workload.serviceAccount);
      expect(leaves(valuesOf(addon)).map(([, value]) => value)).toContain(role);
    });
  },
);

it('leaves only images where they are whose registry cannot be cached', () => {
  const text = JSON.stringify(catalogue.flatMap((addon) => objectsOf(addon)));
  const direct = [...text.matchAll(/"image":"(?!111111111111\.)([^/"]+)/g)].map(([, registry]) => registry);
  expect([...new Set(direct)]).toEqual(directRegistries.map(({ registry }) => registry));
});

it('selects no pod twice in a namespace', () => {
  const selectors = workloads.map(({ addon, workload }) => JSON.stringify([addon.namespace, workload.selector]));
  expect(new Set(selectors).size).toBe(selectors.length);
});

it('can restrict every namespace but those of agents and of image builds', () => {
  const exceptions = catalogue.filter(({ podSecurity }) => podSecurity).map(({ namespace }) => namespace);
  expect([...new Set(exceptions)].sort()).toEqual(['ci', 'monitoring-agents']);
});

it('runs anywhere where there is no system node group', () => {
  for (const addon of catalogue)
    expect(JSON.stringify(valuesOf(addon, { nodeGroups: ['general', 'ci'] }))).not.toContain('"system"');
});

/** What a function of the package gives in the catalogue. */
function addonOf(name: string): AddonDefinition | undefined {
  // Instead of ingressNginx().
  if (name === 'albIngress') return addons.albIngress({ certificateArns: [] });
  // Each scale set has a name of its own.
  if (name === 'runners') return catalogue.find(({ chart }) => chart?.name === 'gha-runner-scale-set');
  return catalogue.find((addon) => addon.name === name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

/** Every leaf of nested values, with its path. */
function leaves(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}
