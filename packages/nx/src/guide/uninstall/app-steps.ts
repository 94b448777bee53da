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

/** Uninstalls an app. It is deployed where it has a release, and its Application deletes its objects. */
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
          why: `An app is deployed where it has a release. Without it, the app leaves every cluster of the environment: ${clusters.join(', ')}.`,
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
      why: 'When the commit is on the main branch, root prunes the Application. Its finalizer deletes the objects first.',
      commands: [`kubectl --namespace argocd wait --for=delete ${application} --timeout=30m`],
    },
    ...(app.workload.kind === 'statefulSet' ? [volumeStep(app)] : []),
    ...namespaceSteps(app, cluster),
    ...cloudSteps(app, cluster),
    ...(presence !== 'in the model' && presence.isGoneEverywhere ? [imagesStep(platform, app.name)] : []),
    {
      title: 'Check that everything is deleted',
      why: `Lists every object that still has the tracking mark of ${app.name}; prints nothing if all are deleted.`,
      commands: [trackedObjects(cluster, app.name)],
    },
  ];
}

/** The repository of its images does not belong to an environment; it is removed with the app itself. */
function imagesStep({ name: platform, registry }: ResolvedPlatform, app: string): Step {
  const stack = names.accountStack(registry.name);
  const urn = (type: string): string =>
    `'urn:pulumi:${stack}::${platform}::espalier:cloud:Registry$espalier:cloud:AppRepositories$${type}::${app}'`;
  return {
    title: 'Delete its images when no cluster has the app any more',
    why: `The model has no app ${app} any more, so its repository leaves ${stack}. It is protected and stays in AWS, in account ${registry.id}, until you delete it by hand. Check first that no environment still runs the app and pulls from it.`,
    commands: [
      `npx nx pulumi ${stack} -- state unprotect --yes ${urn('espalier:cloud:Guard')} ${urn('aws:ecr/repository:Repository')}`,
      `npx nx up ${stack}`,
      `aws ecr delete-repository --region ${registry.region} --repository-name ${names.ecrRepositoryName(platform, app)} --force`,
    ],
  };
}
