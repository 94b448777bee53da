import { projectCluster } from '@espalier/kubernetes';
import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { numbered, type Step } from '../step.ts';
import { addonSteps } from './addon-steps.ts';
import { appSteps } from './app-steps.ts';
import type { Presence } from './model-step.ts';
import { removable } from './removable.ts';
import { usersOf, type User } from './users-of.ts';

/** How something is uninstalled from a cluster. */
export interface Uninstallation {
  readonly application: string;
  readonly kind: 'addon' | 'app';
  /** What builds on it and has to go, or to change, first. */
  readonly users: readonly User[];
  readonly steps: readonly Step[];
}

/**
 * The steps that take an addon or an app out of a cluster, and leave nothing of it.
 *
 * @param presence whether the platform is today's, or one that Git has of what is gone
 * @throws ProblemsError ESP5009 where the cluster has none of that name, ESP5010 where it cannot be uninstalled
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
    // What has left the model has nothing there that builds on it, or the model would not resolve.
    users: presence === 'in the model' ? usersOf(platform, cluster, target) : [],
    steps: [contextStep(cluster), ...rest],
  };
}

/** What is deleted is deleted where `kubectl` points. */
function contextStep({ name, environment, eksName }: ResolvedCluster): Step {
  return {
    title: `Point kubectl at ${name}`,
    why: 'Every command below runs where it points.',
    commands: [
      `aws eks update-kubeconfig --region ${environment.region} --name ${eksName} --alias ${name}`,
      `kubectl config use-context ${name}`,
    ],
  };
}

/** The steps as text, after what is in the way. */
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
      ? 'Nothing in the model builds on it.'
      : [`In the way: these build on it. Uninstall or change them first.`, ...inTheWay].join('\n'),
    ...numbered(steps),
  ].join('\n\n');
}
