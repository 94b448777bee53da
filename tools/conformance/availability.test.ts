import type { AddonWorkload, ResolvedCluster } from '@espalier/model';
import { loadDefinitions, loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { workspace } from './data.ts';
import { hasHelm } from './helm.ts';
import { covers, podsOf, type Labels, type RenderedPods } from './pods.ts';
import { renderNow } from './rendered.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');
const { definitions } = await loadDefinitions(workspace);

// Of the values as they are: what was rendered before knows nothing of them.
test.skipIf(!hasHelm()).each(Object.values(platform.clusters).map((cluster) => [cluster.name, cluster] as const))(
  'pods of the addons of %s are kept available',
  (_, cluster) => {
    for (const addon of cluster.addons) {
      const objects = renderNow(cluster, addon) ?? [];
      const budgets = [...objects, ...addon.objects].filter(({ kind }) => kind === 'PodDisruptionBudget');
      for (const run of podsOf(objects, addon.namespace)) {
        const workload = workloadOf(cluster, addon.name, run);
        if (workload === undefined || workload.runs === 'to-completion') continue;
        const own = budgets.filter((budget) => covers(run.labels, selectorOf(budget)));
        // Two budgets for a pod are an error of the API, and nothing is evicted.
        expect(own.length, `${run.owner}: budgets`).toBe(run.replicas > 1 ? 1 : 0);
        for (const budget of own)
          expect(Reflect.get(budget, 'spec')).toMatchObject({
            maxUnavailable: 1,
            unhealthyPodEvictionPolicy: 'AlwaysAllow',
          });
        const spread = (run.spec.topologySpreadConstraints ?? []).filter(({ labelSelector }) =>
          covers(run.labels, labelSelector?.matchLabels),
        );
        expect(spread.length, `${run.owner}: spread`).toBe(run.replicas > 1 ? 2 : 0);
        if (workload.hasNoPriority !== true)
          expect(run.spec.priorityClassName, `${run.owner}: priority`).toMatch(/^(platform|system)-/);
      }
    }
  },
);

function workloadOf({ name }: ResolvedCluster, addon: string, { labels }: RenderedPods): AddonWorkload | undefined {
  const given = definitions?.clusters[name]?.value.addons ?? [];
  const { workloads = {} } = given.find((candidate) => candidate.name === addon) ?? {};
  return Object.values(workloads).find(({ selector }) => covers(labels, selector));
}

function selectorOf(budget: object): Labels | undefined {
  const { spec } = budget as { readonly spec?: { readonly selector?: { readonly matchLabels?: Labels } } };
  return spec?.selector?.matchLabels;
}
