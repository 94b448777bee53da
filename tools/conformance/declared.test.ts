import type { AddonDefinition, ResolvedAddon, ResolvedCluster } from '@espalier/model';
import { loadDefinitions, loadPlatform } from '@espalier/model/load';
import { describe, expect, test } from 'vitest';
import { conformanceData, workspace } from './data.ts';
import { covers, podsOf, type Labels, type RenderedPods } from './pods.ts';
import type { RenderedObject } from './rendered-object.ts';
import { renderedObjects } from './rendered.ts';
import { objectsOfTree } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');
const { definitions } = await loadDefinitions(workspace);

/** An addon with its definition and what its chart renders. */
interface Rendered {
  readonly addon: ResolvedAddon;
  readonly definition: AddonDefinition | undefined;
  readonly objects: readonly RenderedObject[];
  readonly pods: readonly RenderedPods[];
}

const clusters = Object.values(platform.clusters).map((cluster) => ({ cluster, all: renderedOf(cluster) }));

describe.each(clusters.map(({ cluster, all }) => [cluster.name, all] as const))('%s', (name, all) => {
  const pods = all.flatMap((rendered) => rendered.pods);

  describe.each(all.map((rendered) => [rendered.addon.name, rendered] as const))('%s', (_, rendered) => {
    const { addon, objects } = rendered;
    const runs = ({ selector }: { readonly selector: Labels }): readonly RenderedPods[] =>
      pods.filter(({ namespace, labels }) => namespace === addon.namespace && covers(labels, selector));

    test('declares every pod that its chart runs, once', () => {
      const owners = rendered.pods
        .filter((run) => run.namespace === addon.namespace)
        .filter(({ labels }) => addon.workloads.filter(({ selector }) => covers(labels, selector)).length !== 1);
      expect(owners.map(({ owner }) => owner)).toEqual([]);
    });

    test('declares no pod that nothing runs', () => {
      expect(addon.workloads.filter((workload) => runs(workload).length === 0).map((idle) => idle.name)).toEqual([]);
    });

    test('declares pods as they are rendered', () => {
      for (const workload of addon.workloads)
        for (const run of runs(workload)) {
          expect(run.hostNetwork, run.owner).toBe(workload.hostNetwork);
          // A controller that adds to its pods makes up a ServiceAccount for them, and knows image and ports itself.
          if (run.isCompleted) continue;
          expect(run.serviceAccount, run.owner).toBe(workload.serviceAccount);
          expect(run.images.toSorted(), run.owner).toEqual(workload.images.toSorted());
          expect(run.ports, run.owner).toEqual(expect.arrayContaining(Object.values(workload.ports)));
        }
    });

    test('runs as ServiceAccounts that the chart or a companion object makes', () => {
      const made = [...objects, ...addon.objects].filter(({ kind }) => kind === 'ServiceAccount');
      const used = rendered.pods.flatMap(({ serviceAccount }) => serviceAccount ?? []);
      expect(made.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(used));
    });

    test('puts objects into the namespaces that it names, and into each', () => {
      const used = [addon.namespace, ...objects.flatMap(({ metadata }) => metadata.namespace ?? [])];
      expect([...new Set(used)].sort()).toEqual([addon.namespace, ...addon.alsoInNamespaces].sort());
    });

    test('lets in the callers of its Services', () => {
      for (const { metadata, spec } of objects.filter(({ kind }) => kind === 'Service')) {
        const { selector, clusterIP } = spec as unknown as ServiceSpec;
        // Callers of a headless Service reach the pods' own addresses.
        if (clusterIP === 'None') continue;
        const behind = rendered.pods.filter(({ labels }) => covers(labels, selector));
        const declared = addon.workloads.filter((workload) => covers(workload.selector, selector));
        expect(declared.length > 0 || behind.length === 0, metadata.name).toBe(true);
      }
    });

    test('has companion objects that select what is there', () => {
      const services = objects.filter(({ kind }) => kind === 'Service');
      const labels = [...pods.map((run) => run.labels), ...services.map(({ metadata }) => metadata.labels ?? {})];
      for (const { kind, metadata, spec } of addon.objects) {
        const { selector } = (spec ?? {}) as { readonly selector?: { readonly matchLabels?: Labels } };
        if (selector?.matchLabels === undefined || kind === 'DaemonSet') continue;
        expect(
          labels.some((candidate) => covers(candidate, selector.matchLabels)),
          metadata.name,
        ).toBe(true);
      }
    });

    test('provides the groups of the CRDs that it installs', () => {
      const groups = groupsOfCrds(addon);
      if (groups.length > 0) expect(addon.crdGroups.toSorted()).toEqual(groups);
    });

    test('offers endpoints at Services of the pods that it names', () => {
      for (const [endpoint, { service, workload, port }] of Object.entries(
        rendered.definition?.provides?.endpoints ?? {},
      )) {
        const found = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === service);
        const { selector, ports } = (found?.spec ?? { ports: [] }) as unknown as ServiceSpec;
        const declared = addon.workloads.find((candidate) => candidate.name === workload);
        expect(
          ports.map((each) => each.port),
          endpoint,
        ).toContain(declared?.ports[port]);
        expect(covers(declared?.selector ?? {}, selector), endpoint).toBe(true);
      }
    });

    test('provides the class of Ingresses that it makes', () => {
      if (addon.ingressClass === undefined) return;
      const classes = [...objects, ...addon.objects].filter(({ kind }) => kind === 'IngressClass');
      expect(classes.map(({ metadata }) => metadata.name)).toEqual([addon.ingressClass]);
    });
  });

  test.skipIf(all.length === 0)('lets the project create the kinds that it needs, and no others', () => {
    const tree = objectsOfTree(name).map(({ object }) => object);
    const everything = [...tree, ...all.flatMap(({ objects }) => objects)];
    const namespaced = new Set(everything.filter(({ metadata }) => metadata.namespace !== undefined).map(groupKind));
    // Whole applications are not in the data where their chart is not; the CRDs of charts are left out.
    const created = everything.map(groupKind).filter((kind) => !namespaced.has(kind));
    const project = tree.find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === 'platform');
    const { clusterResourceWhitelist: allowed } = project?.spec as unknown as AppProjectSpec;
    expect(allowed.map(({ group, kind }) => `${kind}.${group}`).sort()).toEqual(
      [...new Set([...created, 'CustomResourceDefinition.apiextensions.k8s.io'])].sort(),
    );
  });
});

interface ServiceSpec {
  readonly selector?: Labels;
  readonly clusterIP?: string;
  readonly ports: readonly { readonly port: number }[];
}

interface AppProjectSpec {
  readonly clusterResourceWhitelist: readonly { readonly group: string; readonly kind: string }[];
}

function renderedOf(cluster: ResolvedCluster): readonly Rendered[] {
  return cluster.addons.flatMap((addon) => {
    const objects = renderedObjects(cluster, addon);
    if (objects === undefined) return [];
    const given = definitions?.clusters[cluster.name]?.value.addons ?? [];
    const definition = given.find(({ name }) => name === addon.name);
    return [{ addon, definition, objects, pods: podsOf(objects, addon.namespace) }];
  });
}

function groupKind({ apiVersion, kind }: RenderedObject): string {
  return `${kind}.${apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''}`;
}

/** API groups of the CRDs that come with the addon's chart, sorted; none where the data does not say. */
function groupsOfCrds({ chart }: ResolvedAddon): readonly string[] {
  if (chart === undefined || chart.skipCrds === true) return [];
  const index = (conformanceData('crds-index.json') ?? []) as readonly {
    readonly source: string;
    readonly group: string;
  }[];
  return [...new Set(index.filter(({ source }) => source === chart.name).map(({ group }) => group))].sort();
}
