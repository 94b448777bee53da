import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import { cdk8s, kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import { plainObject } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { revisionHistoryLimit } from './deployment.ts';
import { fixedReplicas } from './fixed-replicas.ts';
import { headlessService, plainHeadlessService } from './headless-service.ts';
import { podPatches } from './pod-patches.ts';
import { podProps } from './pod.ts';
import type { WorkloadOf } from './workload-of.ts';

/** The app's StatefulSet with its claims, and the headless Service that names its pods. */
export function statefulSet(
  chart: Chart,
  app: ResolvedApp,
  { ordered, volumes }: WorkloadOf<'statefulSet'>,
  facts: ClusterFacts,
): readonly KubernetesObject[] {
  const { JsonPatch } = cdk8s();
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
  const patched = plainObject(
    object,
    JsonPatch.remove('/spec/minReadySeconds'),
    JsonPatch.remove('/spec/updateStrategy'),
    JsonPatch.add('/spec/revisionHistoryLimit', revisionHistoryLimit),
    ...(claims.length === 0 ? [] : [JsonPatch.add('/spec/volumeClaimTemplates', claims)]),
    ...podPatches(app, '/spec/template'),
  );
  return [plainHeadlessService(app, service), patched];
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
