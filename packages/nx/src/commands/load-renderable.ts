import { ProblemsError, refusalsOf, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { unmergedDefinitions } from '../merge/index.ts';
import { collidingNames, projectsOf } from '../workspace/index.ts';

/**
 * The workspace's platform, if it can be rendered and planned on that day.
 *
 * @param today calendar day, such as `2026-11-25`
 * @throws ProblemsError ESP5033 if a definition is in conflict; with all problems of the model, and with what has ended by
 * that day; ESP5001 if two projects would have one name, with which Nx could not start
 */
export async function loadRenderable(workspace: string, today: string): Promise<ResolvedPlatform> {
  const [unmerged, { platform, problems }] = await Promise.all([
    unmergedDefinitions(workspace),
    loadPlatform(workspace),
  ]);
  if (unmerged.length > 0) throw new ProblemsError(unmerged);
  if (platform === undefined) throw new ProblemsError(problems);
  const refusals = [...refusalsOf(platform, today), ...collidingNames(projectsOf(platform, workspace))];
  if (refusals.length > 0) throw new ProblemsError(refusals);
  return platform;
}
