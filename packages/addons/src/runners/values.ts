import type { AddonContext, HelmValues } from '@espalier/model';
import { containerResources, onSystemNodes, restrictedContainer } from '../pods/index.ts';
import {
  listenerLabels,
  listenerPriority,
  runnerControllerName,
  runnerControllerNamespace,
} from '../runner-controller/index.ts';
import { imageBuilderAddress, imageBuilderContainer, imageBuilderVolume } from './image-builder.ts';
import type { RunnersOptions } from './options.ts';

/** Image of the runner, without its tag. */
export const runnerImage = 'ghcr.io/actions/actions-runner';

/** Need for the credentials of the GitHub App. */
export const gitHubApp = 'githubApp';

/** Keys that the controller expects in that secret. */
export const gitHubAppKeys = ['github_app_id', 'github_app_installation_id', 'github_app_private_key'] as const;

/** Labels of the runners' pods. */
export function runnerLabels(name: string): Readonly<Record<string, string>> {
  return { 'espalier.dev/runners': name };
}

/** The owner of its jobs, its group and its name, which together identify a scale set at GitHub. */
export function scaleSetAtGitHub(options: RunnersOptions, context: AddonContext): string {
  return [configUrl(options, context), options.runnerGroup ?? 'default', options.scaleSetName ?? options.name].join(
    '/',
  );
}

function configUrl({ githubConfigUrl }: RunnersOptions, { platform }: AddonContext): string {
  return githubConfigUrl ?? owner(platform.repository);
}

/** Values of the chart. */
export function runnersValues(options: RunnersOptions, context: AddonContext): HelmValues {
  const { name, scaleSetName = name, size, runnerGroup } = options;
  return {
    githubConfigUrl: configUrl(options, context),
    githubConfigSecret: context.secretName(gitHubApp),
    // What `runs-on` says.
    runnerScaleSetName: scaleSetName,
    ...(runnerGroup === undefined ? {} : { runnerGroup }),
    minRunners: size.min,
    maxRunners: size.max,
    controllerServiceAccount: { namespace: runnerControllerNamespace, name: runnerControllerName },
    template: { metadata: { labels: runnerLabels(name) }, spec: runnerPod(options, context) },
    listenerTemplate: {
      metadata: { labels: listenerLabels },
      spec: {
        ...onSystemNodes(context),
        priorityClassName: listenerPriority(context),
        containers: [
          {
            name: 'listener',
            securityContext: restrictedContainer,
            resources: containerResources('20m', '64Mi', '128Mi'),
          },
        ],
      },
    },
  };
}

function runnerPod(options: RunnersOptions, context: AddonContext): HelmValues {
  const { cpu, memory } = options.resources ?? { cpu: '2', memory: '4Gi' };
  const { imageBuilder = { memory: '4Gi' } } = options;
  const sidecar = imageBuilder === 'none' ? undefined : imageBuilderContainer(imageBuilder.memory, context);
  return {
    ...context.placement(options.on),
    serviceAccountName: options.name,
    ...(sidecar === undefined ? {} : { initContainers: [sidecar], volumes: [imageBuilderVolume] }),
    containers: [
      {
        name: 'runner',
        image: context.image(options.image ?? `${runnerImage}:latest`).name,
        command: ['/home/runner/run.sh'],
        ...(sidecar === undefined ? {} : { env: [{ name: 'BUILDKIT_HOST', value: imageBuilderAddress }] }),
        securityContext: { ...restrictedContainer, runAsUser: 1001, runAsGroup: 1001 },
        resources: containerResources(cpu, memory),
      },
    ],
  };
}

/** The organization or user that a repository of GitHub belongs to. */
function owner(repository: string): string {
  const { origin, pathname } = new URL(repository);
  return `${origin}/${pathname.split('/')[1] ?? ''}`;
}
