import type { Step } from '../step.ts';

/** Whether the application is still in the model; if not, the commit that removed it, if any. */
export type Presence =
  | 'in the model'
  | {
      readonly removedBy: string | undefined;
      /** Whether the model no longer has the app, in any environment. */
      readonly isGoneEverywhere: boolean;
    };

/**
 * The step that removes something from the model, or the rest of that step if it is already removed.
 *
 * @param clusters that it leaves
 * @param message of the commit
 */
export function goneStep({ removedBy }: Exclude<Presence, string>, clusters: readonly string[], message: string): Step {
  if (removedBy === undefined) {
    return {
      title: 'Commit its removal from the model',
      why: 'The working tree no longer has it; this guide uses the last commit.',
      commands: generateAndCommit(clusters, message),
    };
  }
  return {
    title: `Check that commit ${removedBy.slice(0, 12)} is on the main branch`,
    why: 'It removed it from the model. If Argo CD has synced the commit, the list of its objects in Argo CD is deleted too; the last step finds what is left.',
    commands: [`git show --stat ${removedBy.slice(0, 12)} -- clusters`],
  };
}

/** Manifests and plans follow from one model, and `nx contract` compares them, so that one commit has both. */
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
