import type { Step } from '../step.ts';

/** Whether what is uninstalled is still in the model: if not, the commit that took it out, where there is one. */
export type Presence = 'in the model' | { readonly removedBy: string | undefined };

/**
 * The step that takes something out of the model, or what is left of it where it is out already.
 *
 * @param application what is uninstalled
 * @param render the command that renders what changes
 * @param where it is taken from, for the message of the commit
 */
export function goneStep(
  { removedBy }: Exclude<Presence, string>,
  { application, render, where }: { readonly application: string; readonly render: string; readonly where: string },
): Step {
  if (removedBy === undefined) {
    return {
      title: 'Commit that it is out of the model',
      why: 'The working tree no longer has it; what is said here of it is from the last commit.',
      commands: [
        render,
        `git add --all apps manifests clusters && git commit --message 'Uninstall ${application} from ${where}'`,
      ],
    };
  }
  return {
    title: `See that commit ${removedBy.slice(0, 12)} is on the main branch`,
    why: 'It took it out of the model. Where Argo CD has synced it, what the cluster knew of it is gone too; the last step finds what is left.',
    commands: [`git show --stat ${removedBy.slice(0, 12)} -- clusters`],
  };
}
