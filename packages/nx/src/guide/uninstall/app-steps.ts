import {
  names,
  type KubernetesObject,
  type ResolvedApp,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '@espalier/model';
import type { Step } from '../step.ts';
import { cloudSteps, namespaceSteps, volumeStep } from './left-behind.ts';
import { loadBalancerSteps } from './load-balancer-steps.ts';
import { generateAndCommit, goneStep, type Presence } from './model-step.ts';
import { trackedObjects } from './tracked-objects.ts';

/** Uninstalls an app: it is deployed where it has a release, and its Application deletes its objects with itself. */
export function appSteps(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  app: ResolvedApp,
  objects: readonly KubernetesObject[],
  presence: Presence,
): readonly Step[] {
  const { environment } = cluster;
  const clusters = Object.values(platform.clusters)
    .filter((other) => other.environment.name === environment.name)
    .map(({ name }) => name);
  const message = `Uninstall ${app.name} from ${environment.name}`;
  const application = `applications.argoproj.io/${app.name}`;
  return [
    presence === 'in the model'
      ? {
          title: `Delete its release to ${environment.name}`,
          why: `An app is deployed where it has one. This is all there is to it; it leaves every cluster of the environment: ${clusters.join(', ')}.`,
          commands: [
            `git rm apps/${app.name}/releases/${environment.name}.yaml`,
            ...generateAndCommit(clusters, message),
          ],
        }
      : goneStep(presence, clusters, message),
    ...loadBalancerSteps(objects, [
      `kubectl --namespace argocd wait --for=jsonpath='{.metadata.deletionTimestamp}' ${application} --timeout=30m`,
    ]),
    {
      title: 'Wait until Argo CD has deleted it',
      why: 'Once the commit is on the main branch, root prunes the Application, whose finalizer deletes its objects before itself.',
      commands: [`kubectl --namespace argocd wait --for=delete ${application} --timeout=30m`],
    },
    ...(app.workload.kind === 'statefulSet' ? [volumeStep(app)] : []),
    ...namespaceSteps(app, cluster),
    ...cloudSteps(app, cluster),
    ...(presence !== 'in the model' && presence.isGoneEverywhere ? [imagesStep(platform, app.name)] : []),
    {
      title: 'See that it is gone',
      why: `Lists what still carries ${app.name}'s mark, from every kind of object; nothing, if all is gone.`,
      commands: [trackedObjects(cluster, app.name)],
    },
  ];
}

/** The repository of its images is of no environment, and goes with the app itself. */
function imagesStep({ name: platform, registry }: ResolvedPlatform, app: string): Step {
  const stack = names.accountStack(registry.name);
  const urn = (type: string): string =>
    `'urn:pulumi:${stack}::${platform}::espalier:cloud:Registry$espalier:cloud:AppRepositories$${type}::${app}'`;
  return {
    title: 'Delete its images, once no cluster has it',
    why: `The model has no app ${app} any more, so its repository leaves ${stack}. It is protected and stays in AWS, in account ${registry.id}, until it is deleted by hand. An environment that still runs the app pulls from it: see there first.`,
    commands: [
      `npx nx pulumi ${stack} -- state unprotect --yes ${urn('espalier:cloud:Guard')} ${urn('aws:ecr/repository:Repository')}`,
      `npx nx up ${stack}`,
      `aws ecr delete-repository --region ${registry.region} --repository-name ${names.ecrRepositoryName(platform, app)} --force`,
    ],
  };
}
