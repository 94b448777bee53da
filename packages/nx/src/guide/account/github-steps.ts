import {
  applyEnvironment,
  applySessionHours,
  gitHubRepository,
  planEnvironment,
  releaseEnvironment,
} from '@espalier/cloud';
import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import type { Step } from '../step.ts';

/** The environments on GitHub in whose name jobs ask for the account's roles, each with the role that it is for. */
export function gitHubSteps(platform: ResolvedPlatform, account: ResolvedAccount): readonly Step[] {
  const { owner, name } = gitHubRepository(platform.repository);
  const environment = (environmentName: string): string => `repos/${owner}/${name}/environments/${environmentName}`;
  const use = (environmentName: string, role: names.AccountRole): string =>
    [
      `gh variable set AWS_ROLE_ARN --repo ${owner}/${name} --env ${environmentName}`,
      `--body ${names.roleArn(account.id, names.accountRoleName(platform.name, role))}`,
    ].join(' \\\n  ');
  const plan = planEnvironment(account.name);
  const apply = applyEnvironment(account.name);
  return [
    {
      title: `Make the environment ${plan}, for previews`,
      why: 'Jobs of pull requests are in it. Its role changes nothing.',
      commands: [`gh api --method PUT ${environment(plan)}`, use(plan, 'plan')],
    },
    {
      title: `Make the environment ${apply}, for changes`,
      why: `Protected branches alone, after approval: name the reviewers in its settings. Its role may change the account. Jobs ask for sessions of ${applySessionHours} hours (\`role-duration-seconds: ${applySessionHours * 3600}\`): they are over when GitHub ends the job.`,
      commands: [
        [
          `gh api --method PUT ${environment(apply)}`,
          "-F 'deployment_branch_policy[protected_branches]=true'",
          "-F 'deployment_branch_policy[custom_branch_policies]=false'",
        ].join(' \\\n  '),
        use(apply, 'apply'),
      ],
    },
    ...(account.role === 'registry'
      ? [
          {
            title: `Have an environment ${releaseEnvironment} wherever images are built`,
            why: `In each repository of ${owner} that pushes images, protected branches alone. Jobs in it push with ${names.roleArn(account.id, names.accountRoleName(platform.name, 'image-push'))}.`,
            commands: [],
          },
        ]
      : []),
  ];
}
