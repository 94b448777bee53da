import type { AddonContext } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';
import { containerResources } from '../pods/index.ts';

/** Image of the sidecar, without its tag. */
export const imageBuilderImage = 'docker.io/moby/buildkit';

const version = 'v0.25.1-rootless';

/** What a namespace has to allow for it. */
export const imageBuilderSecurity = {
  level: 'privileged',
  reason:
    'Rootless BuildKit makes user namespaces, for which seccomp and AppArmor have to be unconfined; no container is privileged.',
} as const;

/** Where workflows reach it: on the pod's own loopback interface. */
export const imageBuilderAddress = 'tcp://127.0.0.1:1234';

/** Volume that holds its layers while the runner lives. */
export const imageBuilderVolume = { name: 'buildkit', emptyDir: {} } as const;

/**
 * BuildKit next to the runner, as an ordinary user. It makes its own user namespace, for which the default seccomp
 * profile lacks the system calls and the default AppArmor profile the mounts; it is not privileged and mounts nothing of
 * the host. Kubernetes 1.29 drops the field for AppArmor, which came with 1.30; nodes without AppArmor, such as Amazon
 * Linux's, pass over it.
 *
 * Source: https://github.com/moby/buildkit/blob/master/docs/rootless.md
 */
export function imageBuilderContainer(memoryLimit: Gibibytes, context: AddonContext) {
  return {
    name: 'buildkit',
    image: context.image(`${imageBuilderImage}:${version}`).name,
    // A sidecar: there before the runner, gone after it.
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
