import type { ResolvedApp } from '@espalier/model';
import { ApiObject, Duration, Size, type Chart } from 'cdk8s';
import {
  Capability,
  Cpu,
  DaemonSet,
  EnvValue,
  ImagePullPolicy,
  Node,
  NodeLabelQuery,
  NodeTaintQuery,
  SeccompProfileType,
} from 'cdk8s-plus-29';

export default (chart: Chart, app: ResolvedApp): void => {
  alerts(chart, app);
  imageOnEveryNode(chart, app);
};

/** Requests that wait in the server's queue show a lack of GPUs long before CPU or errors do. */
function alerts(chart: Chart, app: ResolvedApp): void {
  new ApiObject(chart, 'alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: app.name },
    spec: {
      groups: [
        {
          name: app.name,
          rules: [
            {
              alert: 'ModelServerQueueGrows',
              expr: `sum(vllm:num_requests_waiting{namespace="${app.namespace}"}) > 20`,
              for: '10m',
              labels: { severity: 'warning', owner: app.owner.name },
              annotations: { summary: 'More than 20 requests have waited for a GPU for ten minutes.' },
            },
          ],
        },
      ],
    },
  });
}

/**
 * Pulls the image, which takes minutes, on every node of the server while the old pod drains, and keeps it there: the
 * kubelet deletes no image that a container runs. The pods do nothing and use no GPU.
 */
function imageOnEveryNode(chart: Chart, { name, containers, placement }: ResolvedApp): void {
  const user = 10_001;
  const daemonSet = new DaemonSet(chart, 'image', {
    metadata: { name: `${name}-image` },
    terminationGracePeriod: Duration.seconds(1),
    securityContext: { user, group: user },
    containers: [
      {
        name: 'image',
        image: containers[0].image,
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        command: ['sleep', 'infinity'],
        // Images of CUDA ask for every GPU of the node. https://docs.nvidia.com/datacenter/cloud-native/container-toolkit
        envVariables: { NVIDIA_VISIBLE_DEVICES: EnvValue.fromValue('void') },
        resources: {
          cpu: { request: Cpu.millis(10) },
          memory: { request: Size.mebibytes(16), limit: Size.mebibytes(16) },
        },
        securityContext: {
          capabilities: { drop: [Capability.ALL] },
          seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
        },
      },
    ],
  });
  const labels = Object.entries(placement.nodeSelector).map(([key, value]) => NodeLabelQuery.is(key, value));
  const taints = placement.tolerations.map(({ key, value }) => NodeTaintQuery.is(key, value));
  daemonSet.scheduling.attract(Node.labeled(...labels));
  daemonSet.scheduling.tolerate(Node.tainted(...taints));
}
