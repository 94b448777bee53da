import { retryAtLeastEvery } from '@espalier/kubernetes';
import { listOf, valueAt, type ResolvedAddon, type ResolvedCluster } from '@espalier/model';
import { secretsToFill } from './secrets.ts';
import type { Step } from './step.ts';

/**
 * What Argo CD shows as red during the first syncs of a cluster although nothing is wrong, and for how long.
 *
 * @param argoCd the cluster's Argo CD, with the comparison interval in its values
 */
export function redAtFirst(cluster: ResolvedCluster, argoCd: ResolvedAddon): Step {
  const withCrds = cluster.addons.filter(({ crdGroups }) => crdGroups.length > 0).map(({ name }) => name);
  const waves = new Set(cluster.applications.map(({ wave }) => wave)).size;
  const configured = valueAt(argoCd.values, ['configs', 'cm', 'timeout.reconciliation']);
  // 120s is Argo CD's own default.
  const comparesEvery = typeof configured === 'string' ? configured : '120s';
  const secrets = secretsToFill(cluster).length;
  return {
    title: 'Know what is red at first',
    why: [
      `There are ${waves} waves. Missing and OutOfSync until their wave starts: all Applications except those of the first wave.`,
      `Progressing until their CRDs are established: ${listOf(withCrds)}.`,
      `Failed syncs that end automatically: Applications that need a CRD or a webhook that is still new. Argo CD compares every ${comparesEvery} and retries at least every ${retryAtLeastEvery}, so each is green about five minutes after its cause has ended.`,
      ...(secrets === 0
        ? []
        : [`Degraded until you act: everything that waits for one of the ${secrets} secrets that a human fills in.`]),
      'Everything that is still red fifteen minutes later is a real fault: read its message.',
    ].join('\n   '),
    commands: [
      ...(secrets === 0 ? [] : [`npx nx secrets ${cluster.name}`]),
      `kubectl -n ${argoCd.namespace} describe applications.argoproj.io "$APPLICATION"`,
    ],
  };
}
