import type { AddonContext, AddonDefinition, KubernetesObject } from '@espalier/model';
import { containerResources } from '../pods/index.ts';
import { nvidiaDevicePluginOptions, type NvidiaDevicePluginOptions } from './options.ts';

export type { NvidiaDevicePluginOptions } from './options.ts';

const name = 'nvidia-device-plugin';
const socketDirectory = '/var/lib/kubelet/device-plugins';
const defaultImage = 'nvcr.io/nvidia/k8s-device-plugin:v0.17.4';

/**
 * NVIDIA's device plugin on every node of a group with GPUs: makes them the resource `nvidia.com/gpu`. It only opens
 * the kubelet's socket on the host, so it runs in `kube-system` and declares no network path.
 *
 * The nodes need an image with NVIDIA's driver and container runtime, such as EKS' accelerated images. Bottlerocket's
 * images already have the plugin and do not need this addon.
 *
 * Source: https://github.com/NVIDIA/k8s-device-plugin/blob/main/deployments/static/nvidia-device-plugin.yml
 */
export function nvidiaDevicePlugin(options: NvidiaDevicePluginOptions): AddonDefinition {
  return {
    name,
    options: { given: options, schema: nvidiaDevicePluginOptions },
    namespace: 'kube-system',
    objects: (context) => [daemonSet(options, context)],
  };
}

function daemonSet({ on, image = defaultImage }: NvidiaDevicePluginOptions, context: AddonContext): KubernetesObject {
  const { nodeSelector, tolerations } = context.placement(on);
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: context.namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate' },
      template: {
        metadata: { labels },
        spec: {
          priorityClassName: 'system-node-critical',
          automountServiceAccountToken: false,
          nodeSelector,
          tolerations: [...tolerations, { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
          containers: [
            {
              name: 'plugin',
              image: context.image(image).name,
              // On a node without the driver, the plugin waits and does not restart.
              env: [{ name: 'FAIL_ON_INIT_ERROR', value: 'false' }],
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              resources: containerResources('20m', '64Mi', '128Mi'),
              volumeMounts: [{ name: 'sockets', mountPath: socketDirectory }],
            },
          ],
          volumes: [{ name: 'sockets', hostPath: { path: socketDirectory, type: 'Directory' } }],
        },
      },
    },
  };
}
