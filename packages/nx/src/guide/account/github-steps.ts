import {
  applyEnvironment,
  applySessionHours,
  gitHubRepository,
  planEnvironment,
  releaseEnvironment,
} from '@espalier/cloud';
import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../../workspace/index.ts';
import type { Step } from '../step.ts';

/** The GitHub environments for jobs that assume the account's roles, each with its role. */
export function gitHubSteps(platform: ResolvedPlatform, account: ResolvedAccount): readonly Step[] {
  const { owner, name } = gitHubRepository(platform.repository);
  const put = (environmentName: string): string =>
    `gh api --method PUT repos/${owner}/${name}/environments/${environmentName}`;
  const use = (environmentName: string, role: names.AccountRole): string =>
    [
      `gh variable set AWS_ROLE_ARN --repo ${owner}/${name} --env ${environmentName}`,
      `--body ${names.roleArn(account.id, names.accountRoleName(platform.name, role))}`,
    ].join(' \\\n  ');
  // Named, and not "protected branches": where no branch has a protection rule, GitHub takes every branch for protected.
  // https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
  const onlyFromMain = (environmentName: string): readonly string[] => [
    [
      put(environmentName),
      "-F 'deployment_branch_policy[protected_branches]=false'",
      "-F 'deployment_branch_policy[custom_branch_policies]=true'",
    ].join(' \\\n  '),
    `gh api --method POST repos/${owner}/${name}/environments/${environmentName}/deployment-branch-policies -f name=${mainBranch(platform)}`,
  ];
  const plan = planEnvironment(account.name);
  const apply = applyEnvironment(account.name);
  return [
    {
      title: `Create the environment ${plan}, for previews`,
      why: platform.ci.previewPullRequests
        ? 'Jobs of pull requests run in it. Its role changes nothing.'
        : 'For the main branch only: pull requests are not previewed (`ci.previewPullRequests`). Its role changes nothing.',
      commands: [...(platform.ci.previewPullRequests ? [put(plan)] : onlyFromMain(plan)), use(plan, 'plan')],
    },
    {
      title: `Create the environment ${apply}, for changes`,
      why: `For the main branch only, after approval: add the reviewers in its settings. Its role may change the account. Jobs request sessions of ${applySessionHours} hours (\`role-duration-seconds: ${applySessionHours * 3600}\`), which end no later than GitHub ends the job.`,
      commands: [...onlyFromMain(apply), use(apply, 'apply')],
    },
    ...(account.role === 'registry'
      ? [
          {
            title: `Create an environment ${releaseEnvironment} in each repository that builds images`,
            why: `For each repository of ${owner} that pushes images, for protected branches only. Its jobs push with ${names.roleArn(account.id, names.accountRoleName(platform.name, 'image-push'))}.`,
            commands: [],
          },
        ]
      : []),
  ];
}
