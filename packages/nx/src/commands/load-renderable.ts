import { ProblemsError, refusalsOf, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { unmergedDefinitions } from '../merge/index.ts';
import { collidingNames, projectsOf } from '../workspace/index.ts';

/**
 * The workspace's platform, where it is one that can be rendered and planned on that day.
 *
 * @param today day of the calendar, as `2026-11-25`
 * @throws ProblemsError ESP5033 where a definition is in conflict; with everything that is wrong with the model, or that has ended by that day; ESP5001 where two
 *   projects would have one name, so that Nx could not start on what was written
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
