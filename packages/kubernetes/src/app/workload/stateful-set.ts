import { names, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, appSelector, type Plain, type TypedObject } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { podTemplate } from '../pod/index.ts';
import { fixedReplicas, revisionHistoryLimit } from './replicas.ts';
import type { WorkloadOf } from './workload-of.ts';

/** The app's StatefulSet with its claims, and the headless Service that names its pods. */
export function statefulSet(
  app: ResolvedApp,
  { ordered, volumes }: WorkloadOf<'statefulSet'>,
  facts: ClusterFacts,
): readonly KubernetesObject[] {
  const object: TypedObject<k8s.KubeStatefulSetProps> = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: appMetadata(app),
    spec: {
      podManagementPolicy: ordered ? 'OrderedReady' : 'Parallel',
      ...fixedReplicas(app),
      revisionHistoryLimit,
      selector: { matchLabels: appSelector(app) },
      serviceName: names.headlessServiceName(app.name),
      template: podTemplate(app, facts),
      ...(volumes.length === 0 ? {} : { volumeClaimTemplates: volumes.map((volume) => claim(app, volume)) }),
    },
  };
  return [headlessService(app), object];
}

/**
 * The Service that governs a StatefulSet, `<app>-headless`. It gives each pod a DNS name, such as
 * `store-0.store-headless`, even before the pod is ready, so that peers can find each other. Clients call the Service
 * `<app>`. It has no ports: DNS names need none, and with ports a ServiceMonitor would scrape every pod twice.
 */
function headlessService(app: ResolvedApp): KubernetesObject {
  const spec: Plain<Omit<k8s.ServiceSpec, 'clusterIp'>> & { readonly clusterIP: 'None' } = {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: appSelector(app),
    type: 'ClusterIP',
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...appMetadata(app), name: names.headlessServiceName(app.name) },
    spec,
  };
}

/**
 * A claim in full: the API server fills in version, kind and mode, and the list is compared whole. Its labels never
 * change, since a StatefulSet's claims are immutable.
 */
function claim(
  app: ResolvedApp,
  volume: WorkloadOf<'statefulSet'>['volumes'][number],
): TypedObject<k8s.KubePersistentVolumeClaimProps> {
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
