import type { Step } from '../step.ts';

/** Whether what is uninstalled is still in the model: if not, the commit that took it out, where there is one. */
export type Presence =
  | 'in the model'
  | {
      readonly removedBy: string | undefined;
      /** Whether the model has no app of the name any more, in any environment. */
      readonly isGoneEverywhere: boolean;
    };

/**
 * The step that takes something out of the model, or what is left of it where it is out already.
 *
 * @param clusters that it leaves
 * @param message of the commit
 */
export function goneStep({ removedBy }: Exclude<Presence, string>, clusters: readonly string[], message: string): Step {
  if (removedBy === undefined) {
    return {
      title: 'Commit that it is out of the model',
      why: 'The working tree no longer has it; what is said here of it is from the last commit.',
      commands: generateAndCommit(clusters, message),
    };
  }
  return {
    title: `See that commit ${removedBy.slice(0, 12)} is on the main branch`,
    why: 'It took it out of the model. Where Argo CD has synced it, what the cluster knew of it is gone too; the last step finds what is left.',
    commands: [`git show --stat ${removedBy.slice(0, 12)} -- clusters`],
  };
}

/** Manifests and plans follow from one model, and `nx contract` holds them against each other: they are committed as one. */
export function generateAndCommit(
  clusters: readonly string[],
  message: string,
  folders = 'apps clusters',
): readonly string[] {
  return [
    'npm start',
    'git diff --stat clusters',
    ...clusters.map((cluster) => `npx nx contract ${cluster}`),
    `git add --all ${folders} && git commit --message '${message}'`,
  ];
}
