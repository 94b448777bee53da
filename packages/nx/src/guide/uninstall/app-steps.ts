import type { KubernetesObject, ResolvedApp, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import type { Step } from '../step.ts';
import { cloudSteps, namespaceSteps, volumeStep } from './left-behind.ts';
import { loadBalancerSteps } from './load-balancer-steps.ts';
import { goneStep, type Presence } from './model-step.ts';
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
  const clusters = Object.values(platform.clusters).filter((other) => other.environment.name === environment.name);
  const [names, targets] = [clusters.map(({ name }) => name).join(', '), clusters.map(({ name }) => name).join(',')];
  const release = `apps/${app.name}/releases/${environment.name}.yaml`;
  const render = `npx nx run-many --target=render --projects=${targets}`;
  const application = `applications.argoproj.io/${app.name}`;
  return [
    presence === 'in the model'
      ? {
          title: `Delete its release to ${environment.name}`,
          why: `An app is deployed where it has one. This is all there is to it; it leaves every cluster of the environment: ${names}.`,
          commands: [
            `git rm ${release}`,
            render,
            `git add --all clusters && git commit --message 'Uninstall ${app.name} from ${environment.name}'`,
          ],
        }
      : goneStep(presence, { application: app.name, render, where: environment.name }),
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
    {
      title: 'See that it is gone',
      why: `Lists what still carries ${app.name}'s mark, from every kind of object; nothing, if all is gone.`,
      commands: [trackedObjects(cluster, app.name)],
    },
  ];
}
