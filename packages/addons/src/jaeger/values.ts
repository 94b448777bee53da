import type { AddonContext, HelmValues } from '@espalier/model';
import { createHash } from 'node:crypto';
import { splitImage } from '../charts/index.ts';
import { containerResources, onSystemNodes, restrictedContainer } from '../pods/index.ts';
import { badgerPath, jaegerConfiguration } from './configuration.ts';
import type { JaegerStorage } from './options.ts';

export const image = 'docker.io/jaegertracing/jaeger';

/** Name of the PersistentVolumeClaim of Badger. */
export const badgerClaim = 'jaeger-badger';

/** Values of the chart. Its ConfigMap for `userconfig` is always called `user-config`. */
export function jaegerValues(storage: JaegerStorage, retentionDays: number, context: AddonContext): HelmValues {
  const userconfig = jaegerConfiguration(storage, retentionDays);
  return {
    fullnameOverride: 'jaeger',
    userconfig,
    jaeger: {
      image: splitImage(image, context),
      // Only one pod at a time can use Badger's files and the volume.
      replicas: 1,
      strategy: { type: 'Recreate' },
      // The chart has no checksum and no pod annotations, so that a label restarts the pod when the configuration
      // changes.
      podLabels: { 'espalier.dev/config-checksum': checksum(userconfig) },
      serviceAccount: { automountServiceAccountToken: false },
      securityContext: restrictedContainer,
      resources: containerResources('200m', '512Mi', '1Gi'),
      ...volume(storage),
      ...onSystemNodes(context),
    },
  };
}

function volume(storage: JaegerStorage): HelmValues {
  if (storage.kind === 'memory') return {};
  return {
    extraVolumes: [{ name: 'badger', persistentVolumeClaim: { claimName: badgerClaim } }],
    extraVolumeMounts: [{ name: 'badger', mountPath: badgerPath }],
  };
}

/** Sixteen characters, since a label has at most 63. */
function checksum(configuration: HelmValues): string {
  return createHash('sha256').update(JSON.stringify(configuration)).digest('hex').slice(0, 16);
}
