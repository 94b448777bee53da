import type { Problem, ResolvedNeed, ResolvedPlatform } from '@espalier/model';
import { whyNoAction } from './iam-action.ts';

/** Some needs, and their path in a definition. */
interface Place {
  readonly needs: readonly ResolvedNeed[];
  readonly file: string;
  readonly at: (need: string) => string;
}

/** ESP2234 for every unknown action of a `policy` need, at its path. */
export async function unknownActionsOfNeeds(platform: ResolvedPlatform): Promise<readonly Problem[]> {
  const places: readonly Place[] = [
    ...Object.values(platform.deployments).flatMap((deployments) =>
      deployments.map(({ needs, file }) => ({ needs, file, at: (need: string) => `needs.${need}` })),
    ),
    ...Object.values(platform.clusters).flatMap((cluster) =>
      cluster.addons.map(({ name, needs }) => ({
        needs,
        file: `apps/platform/clusters/${cluster.name}/cluster.ts`,
        at: (need: string) => `addons (${name}).needs.${need}`,
      })),
    ),
  ];
  const problems = await Promise.all(places.map(problemsOf));
  return [...new Map(problems.flat().map((problem) => [JSON.stringify(problem), problem])).values()];
}

async function problemsOf({ needs, file, at }: Place): Promise<readonly Problem[]> {
  const actions = needs.flatMap((need) =>
    !('statements' in need)
      ? []
      : need.statements.flatMap((statement, index) =>
          statement.actions.map((action, position) => ({
            action,
            path: `${at(need.name)}.statements[${index}].actions[${position}]`,
          })),
        ),
  );
  const found = await Promise.all(
    actions.map(async ({ action, path }) => ({ path, found: await whyNoAction(action) })),
  );
  return found.flatMap(({ path, found: why }) =>
    why === undefined
      ? []
      : [
          {
            code: 'ESP2234' as const,
            file,
            path,
            found: why,
            expected: 'An action of IAM: any other allows nothing.',
            remedy,
          },
        ],
  );
}

/** The remedy for an action that IAM does not have. */
export const remedy = 'Correct the name by the Service Authorization Reference of AWS.';
