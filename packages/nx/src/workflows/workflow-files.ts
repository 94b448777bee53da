import type { ResolvedPlatform } from '@espalier/model';
import { commentWorkflow } from './comment.ts';
import { pullRequest } from './pull-request.ts';
import { releaseRender } from './release-render.ts';
import { apply, previewPullRequests, previewStack, upStack } from './stacks.ts';

/** Folder of GitHub's workflows, relative to the workspace. */
export const workflowsFolder = '.github/workflows';

/** The workflows of a platform: texts by their names in {@link workflowsFolder}. */
export function workflowFiles(platform: ResolvedPlatform): Readonly<Record<string, string>> {
  return {
    'apply.yaml': apply(platform),
    'comment.yaml': commentWorkflow(platform),
    ...(platform.ci.previewPullRequests && { 'preview.yaml': previewPullRequests(platform) }),
    'preview-stack.yaml': previewStack(),
    'pull-request.yaml': pullRequest(platform),
    'release-render.yaml': releaseRender(platform),
    'up-stack.yaml': upStack(),
  };
}
