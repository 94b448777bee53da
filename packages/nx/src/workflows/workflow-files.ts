import type { ResolvedPlatform } from '@espalier/model';
import { apply } from './apply.ts';
import { previewStack, upStack } from './called-workflows.ts';
import { commentWorkflow } from './comment.ts';
import { pullRequest } from './pull-request.ts';
import { releaseRender } from './release-render.ts';
import { previewPullRequests } from './preview.ts';

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
