import { goneBy } from '../../changes/index.ts';
import type { Comparison } from '../../comparison/index.ts';
import { groupOf, type ObjectSubject } from '../../documents/index.ts';
import { risksOf, syncOptionsOf, type RiskRule } from '../../risk-rule/index.ts';

/** What is lost with an object of a kind. */
const losses: Readonly<Record<string, { readonly loss: string; readonly step: string }>> = {
  '/Namespace': {
    loss: 'everything in it is deleted with it, claims included',
    step: 'Move what it holds to another namespace first.',
  },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    loss: 'every object of its kind in the cluster is deleted with it',
    step: 'See what there is first: kubectl get <kind> --all-namespaces.',
  },
  '/PersistentVolumeClaim': {
    loss: 'its volume is deleted with it, unless the StorageClass retains volumes',
    step: 'Take a snapshot of the volume first.',
  },
  '/PersistentVolume': { loss: 'the cluster forgets where the data is', step: 'Take a snapshot of the volume first.' },
  'apps/StatefulSet': {
    loss: 'its pods are deleted; its claims stay until they are deleted by hand',
    step: 'A StatefulSet of the same name takes the claims over again.',
  },
};

/** Objects that hold data, or whose deletion deletes others. */
export const deletedState: RiskRule = {
  code: 'ESP8101',
  title: 'An object that holds data is deleted',
  page: {
    why: 'Kubernetes deletes what an object owns together with it. A namespace takes all its objects along, a CRD takes all objects of its kind, a claim takes its volume. Argo CD keeps objects with the sync option `Prune=false`: these leave Git and stay in the cluster, where nothing manages them.',
    example: 'An app leaves the platform, and its claim leaves the tree.',
    whatToDo:
      'Copy or snapshot the data first. Delete by hand what Argo CD keeps, once nothing needs it: `npx nx uninstall <cluster> --application <name>` prints the steps.',
  },
  find: (change, { comparison }) => {
    const gone = goneBy(change);
    if (gone?.is !== 'object') return [];
    const known = losses[`${groupOf(gone)}/${gone.kind}`];
    if (known === undefined || isUnread(gone, comparison)) return [];
    const isKept = syncOptionsOf(change.before).includes('Prune=false');
    return risksOf(deletedState, change, [
      isKept
        ? {
            severity: 'high',
            effect: `${gone.kind} ${gone.name} leaves Git and stays in the cluster, where nothing manages it.`,
            because: 'Argo CD does not prune it: it has the sync option Prune=false.',
            steps: [
              'Take the change back, if it is still needed.',
              ...(gone.kind === 'Namespace'
                ? [
                    `Or delete it by hand after the sync. See what it holds first: kubectl get all,persistentvolumeclaim --namespace ${gone.name}`,
                    `Then delete it: kubectl delete namespace ${gone.name}`,
                  ]
                : [
                    `Or delete it by hand after the sync, once its data is saved. See the steps: npx nx uninstall ${gone.cluster} --application ${gone.application.replace('crds/', '')}`,
                  ]),
            ],
          }
        : {
            severity: 'critical',
            effect: `${gone.kind} ${gone.name} is deleted: ${known.loss}.`,
            steps: ['Take the change back, if the data is still needed.', known.step],
          },
    ]);
  },
};

/**
 * Whether Argo CD can read neither the Applications of the cluster nor the folder of the object: then it deletes nothing.
 */
function isUnread({ cluster, application }: ObjectSubject, comparison: Comparison): boolean {
  const isLeft = (folder: string): boolean => comparison.list('head', `clusters/${cluster}/${folder}`).length > 0;
  const hadApplications = comparison.list('base', `clusters/${cluster}/argocd`).length > 0;
  return hadApplications && !isLeft('argocd') && !isLeft(application);
}
