import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import { kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { revisionHistoryLimit } from './deployment.ts';
import { fixedReplicas } from './fixed-replicas.ts';
import { headlessService, headlessServiceDraft } from './headless-service.ts';
import { podPatches } from './pod-patches.ts';
import { podProps } from './pod.ts';
import type { WorkloadOf } from './workload-of.ts';
import { add, remove } from '../objects/patch.ts';

/** The app's StatefulSet with its claims, and the headless Service that names its pods. */
export function statefulSet(
  chart: Chart,
  app: ResolvedApp,
  { ordered, volumes }: WorkloadOf<'statefulSet'>,
  facts: ClusterFacts,
): readonly Draft[] {
  const { LabelSelector, PodManagementPolicy, StatefulSet } = kplus();
  const service = headlessService(chart, app);
  const object = new StatefulSet(chart, 'stateful-set', {
    metadata: { name: app.name },
    ...podProps(chart, app, facts),
    ...fixedReplicas(app),
    service,
    podManagementPolicy: ordered ? PodManagementPolicy.ORDERED_READY : PodManagementPolicy.PARALLEL,
  });
  object.select(LabelSelector.of({ labels: { ...appSelector(app) } }));
  if (fixedReplicas(app).replicas === undefined) object.markHasAutoscaler();
  const claims = volumes.map((volume) => claim(app, volume));
  const patches = [
    remove('/spec/minReadySeconds'),
    remove('/spec/updateStrategy'),
    add('/spec/revisionHistoryLimit', revisionHistoryLimit),
    ...(claims.length === 0 ? [] : [add('/spec/volumeClaimTemplates', claims)]),
    ...podPatches(app, facts, '/spec/template'),
  ];
  return [headlessServiceDraft(app, service), { construct: object, patches }];
}

/**
 * A claim in full: the API server fills in version, kind and mode, and the list is compared whole. Its labels never
 * change, as a StatefulSet's claims cannot.
 */
function claim(app: ResolvedApp, volume: WorkloadOf<'statefulSet'>['volumes'][number]): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: volume.name, labels: appSelector(app) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: volume.size } },
      storageClassName: volume.storageClass,
      volumeMode: 'Filesystem',
    },
  };
}
