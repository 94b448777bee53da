import { secret, type AddonContext, type AddonDefinition, type KubernetesObject } from '@espalier/model';
import type { PlatformWorkload } from '../pods/index.ts';
import { gitHubHosts, runnerChartVersion, runnerControllerName } from '../runner-controller/index.ts';
import { imageBuilderImage, imageBuilderSecurity } from './image-builder.ts';
import { runnersOptions, type RunnersOptions } from './options.ts';
import { gitHubApp, gitHubAppKeys, runnerImage, runnerLabels, runnersValues, scaleSetAtGitHub } from './values.ts';

export type { ImageBuilder, RunnersOptions } from './options.ts';

/**
 * A scale set of self-hosted GitHub Actions runners; a cluster may have several. Each job gets a fresh pod.
 *
 * Jobs run in the runner's own container (no `containerMode`). Jobs with a `container` or `services` do not work: they
 * would need Docker in Docker, which is privileged, or rights to create pods. Images are built by BuildKit: `docker
 * buildx create --driver remote "$BUILDKIT_HOST"`. The workflow pushes them with its own role through GitHub's OIDC
 * provider, so the pods have no role.
 */
export function runners(options: RunnersOptions): AddonDefinition {
  const { name } = options;
  const buildsImages = options.imageBuilder !== 'none';
  return {
    name,
    options: { given: options, schema: runnersOptions },
    namespace: 'ci',
    podSecurity: buildsImages ? imageBuilderSecurity : undefined,
    chart: {
      repository: 'ghcr.io/actions/actions-runner-controller-charts',
      name: 'gha-runner-scale-set',
      version: runnerChartVersion,
    },
    values: (context) => runnersValues(options, context),
    objects: (context) => [serviceAccount(name, context)],
    workloads: runnersWorkloads(options),
    // Two clusters under one name would take each other's jobs and sessions.
    claims: (context) => [{ what: 'runner scale set', name: scaleSetAtGitHub(options, context) }],
    requires: [{ addon: runnerControllerName }],
  };
}

function runnersWorkloads({ name, image = runnerImage, imageBuilder, hosts = [] }: RunnersOptions) {
  return {
    runner: {
      runs: 'to-completion',
      selector: runnerLabels(name),
      serviceAccount: name,
      images: [withoutTag(image), ...(imageBuilder === 'none' ? [] : [imageBuilderImage])],
      paths: [
        { to: 'public', hosts: [...gitHubHosts, ...artifactHosts, ...hosts] },
        // STS, and the registry's API for images.
        { to: 'vpc-endpoints' },
      ],
      needs: {
        [gitHubApp]: secret({
          keys: gitHubAppKeys,
          description: 'App ID, installation ID and private key (PEM) of the GitHub App that registers runners.',
        }),
      },
    },
  } satisfies Readonly<Record<string, PlatformWorkload>>;
}

/** Sources, artifacts, caches, logs and layers of images. */
const artifactHosts = [
  'codeload.github.com',
  '*.githubusercontent.com',
  '*.blob.core.windows.net',
  'ghcr.io',
  'registry-1.docker.io',
  'auth.docker.io',
  's3.amazonaws.com',
] as const;

/** The chart's own ServiceAccount has a name that follows from the chart's; this one is pinned. */
function serviceAccount(name: string, { namespace }: AddonContext): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace },
    automountServiceAccountToken: false,
  };
}

function withoutTag(image: string): string {
  return image.replace(/(:[^:/]+)?(@.+)?$/, '');
}
