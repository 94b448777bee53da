import { stacksOf } from '@espalier/cloud';
import type { ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../workspace/index.ts';
import { affectedStacks, stackJob } from './stack-job.ts';
import { checkout, install, run, setupNode, trustedRunner } from './steps.ts';
import { workflowText } from './yaml.ts';

/** Previews for pull requests, where the platform wants them: code of the pull request then holds the role `plan`. */
export function previewPullRequests(platform: ResolvedPlatform): string {
  return workflowText(
    'Previews the stacks that a pull request affects. Its code holds the role "plan", which reads how an account is set up:\nthe platform says `ci: { previewPullRequests: true }`, and pull requests of forks are left out.',
    {
      name: 'Preview',
      on: { pull_request: { branches: [mainBranch(platform)] } },
      permissions: {},
      concurrency: { group: 'preview-${{ github.event.pull_request.number }}', 'cancel-in-progress': true },
      jobs: {
        affected: {
          'runs-on': trustedRunner,
          if: '${{ github.event.pull_request.head.repo.full_name == github.repository }}',
          permissions: { contents: 'read' },
          'timeout-minutes': 20,
          env: { NX_DAEMON: 'false' },
          outputs: { stacks: '${{ steps.stacks.outputs.stacks }}' },
          steps: [
            checkout,
            setupNode('npm'),
            install,
            run(
              'Find the stacks that the pull request affects',
              `export NX_BASE=HEAD^1 NX_HEAD=HEAD\n${affectedStacks('preview').trim()}`,
              { id: 'stacks' },
            ),
          ],
        },
        ...Object.fromEntries(
          stacksOf(platform).map((stack) => [
            stack.name,
            stackJob(platform, stack, { role: 'plan', workflow: 'preview-stack', needs: ['affected'] }),
          ]),
        ),
      },
    },
  );
}
