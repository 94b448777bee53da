import type { AddonContext } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';
import { containerResources } from '../pods/index.ts';

/** Image of the sidecar, without its tag. */
export const imageBuilderImage = 'docker.io/moby/buildkit';

const version = 'v0.25.1-rootless';

/** The Pod Security Standard that its namespace needs. */
export const imageBuilderSecurity = {
  level: 'privileged',
  reason:
    'Rootless BuildKit makes user namespaces, for which seccomp and AppArmor have to be unconfined; no container is privileged.',
} as const;

/** The address for workflows, on the pod's loopback interface. */
export const imageBuilderAddress = 'tcp://127.0.0.1:1234';

/** Volume with its layers, for the lifetime of the runner. */
export const imageBuilderVolume = { name: 'buildkit', emptyDir: {} } as const;

/**
 * BuildKit next to the runner, as an ordinary user. It creates its own user namespace, which needs system calls and
 * mounts that the default seccomp and AppArmor profiles forbid. It is not privileged and mounts nothing from the host.
 * Kubernetes 1.29 drops the field for AppArmor, which is new in 1.30; nodes without AppArmor, such as Amazon Linux,
 * ignore it.
 *
 * Source: https://github.com/moby/buildkit/blob/master/docs/rootless.md
 */
export function imageBuilderContainer(memoryLimit: Gibibytes, context: AddonContext) {
  return {
    name: 'buildkit',
    image: context.image(`${imageBuilderImage}:${version}`).name,
    // A sidecar: it starts before the runner and stops after it.
    restartPolicy: 'Always',
    args: ['--addr', imageBuilderAddress, '--oci-worker-no-process-sandbox'],
    securityContext: {
      runAsUser: 1000,
      runAsGroup: 1000,
      runAsNonRoot: true,
      seccompProfile: { type: 'Unconfined' },
      appArmorProfile: { type: 'Unconfined' },
    },
    startupProbe: {
      exec: { command: ['buildctl', '--addr', imageBuilderAddress, 'debug', 'workers'] },
      periodSeconds: 2,
      failureThreshold: 30,
    },
    resources: containerResources('500m', '1Gi', memoryLimit),
    volumeMounts: [{ name: imageBuilderVolume.name, mountPath: '/home/user/.local/share/buildkit' }],
  };
}
