import { applyEnvironment, planEnvironment, type Stack } from '@espalier/cloud';
import { names, type ResolvedPlatform } from '@espalier/model';
import { accountRunner } from './steps.ts';
import type { Value } from './yaml.ts';

/** What a job needs that asks AWS for a role. */
export const tokenForAws = { contents: 'read', 'id-token': 'write' };

/** Which stacks the commits since then affect. @param target that the stacks have */
export function affectedStacks(target: string): string {
  return `
npx nx show projects --affected --with-target=${target} --json | grep '^\\[' > "$RUNNER_TEMP/stacks.json"
printf 'stacks=%s\\n' "$(cat "$RUNNER_TEMP/stacks.json")" | tee -a "$GITHUB_OUTPUT"
`;
}

/** A job that has a stack previewed or brought up, where it is affected and nothing before it failed. */
export function stackJob(
  platform: ResolvedPlatform,
  { name, account, region }: Stack,
  { role, workflow, needs }: { role: 'plan' | 'apply'; workflow: string; needs: readonly string[] },
): Value {
  return {
    needs,
    if: `\${{ !cancelled() && !failure() && contains(fromJSON(needs.affected.outputs.stacks || '[]'), '${name}') }}`,
    permissions: tokenForAws,
    uses: `./.github/workflows/${workflow}.yaml`,
    with: {
      stack: name,
      region,
      environment: role === 'plan' ? planEnvironment(account.name) : applyEnvironment(account.name),
      role: names.roleArn(account.id, names.accountRoleName(platform.name, role)),
      runner: accountRunner(account.name),
    },
  };
}
