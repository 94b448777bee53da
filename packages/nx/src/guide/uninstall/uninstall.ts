import { projectCluster } from '@espalier/kubernetes';
import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { numbered, type Step } from '../step.ts';
import { addonSteps } from './addon-steps.ts';
import { appSteps } from './app-steps.ts';
import type { Presence } from './model-step.ts';
import { removable } from './removable.ts';
import { usersOf, type User } from './users-of.ts';

/** The guide that uninstalls something from a cluster. */
export interface Uninstallation {
  readonly application: string;
  readonly kind: 'addon' | 'app';
  /** What depends on it and must be removed or changed first. */
  readonly users: readonly User[];
  readonly steps: readonly Step[];
}

/**
 * The steps that remove an addon or an app completely from a cluster.
 *
 * @param presence whether the platform is the current one, or an earlier one from Git
 * @throws ProblemsError ESP5009 if the cluster has none with that name, ESP5010 if it cannot be uninstalled
 */
export function uninstallation(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  application: string,
  presence: Presence = 'in the model',
): Uninstallation {
  const target = removable(cluster, application);
  const projected = projectCluster(platform, cluster).find(({ name }) => name === application);
  const objects = projected?.build().objects ?? [];
  const rest =
    target.kind === 'addon'
      ? addonSteps(platform, cluster, target.addon, objects, presence)
      : appSteps(platform, cluster, target.app, objects, presence);
  return {
    application,
    kind: target.kind,
    // Nothing in the model depends on what has left it, or the model would not resolve.
    users: presence === 'in the model' ? usersOf(platform, cluster, target) : [],
    steps: [contextStep(cluster), ...rest],
  };
}

/** The commands delete objects in the current context of `kubectl`. */
function contextStep({ name, environment, eksName }: ResolvedCluster): Step {
  return {
    title: `Point kubectl at ${name}`,
    why: 'Every command below runs in this context.',
    commands: [
      `aws eks update-kubeconfig --region ${environment.region} --name ${eksName} --alias ${name}`,
      `kubectl config use-context ${name}`,
    ],
  };
}

/** The steps as text, after the list of dependents. */
export function formatUninstallation(
  cluster: ResolvedCluster,
  { application, kind, users, steps }: Uninstallation,
): string {
  const { account, region } = cluster.environment;
  const intro = `Uninstalling the ${kind} ${application} from ${cluster.eksName} (account ${account.id}, ${region}). Nothing has been done yet.`;
  const byApplication = Map.groupBy(users, (user) => user.application);
  const inTheWay = [...byApplication].map(
    ([name, reasons]) => `  ${name}${reasons.map(({ because }) => `\n      ${because}`).join('')}`,
  );
  return [
    intro,
    users.length === 0
      ? 'Nothing in the model depends on it.'
      : [`These depend on it. Uninstall or change them first.`, ...inTheWay].join('\n'),
    ...numbered(steps),
  ].join('\n\n');
}
