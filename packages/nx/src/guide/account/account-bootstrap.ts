import { bootstrapBackend, gitHubRepository, stacksOf } from '@espalier/cloud';
import type { ResolvedAccount, ResolvedPlatform } from '@espalier/model';
import { bootstrapFolder } from '../../workspace/index.ts';
import { numbered, type Step } from '../step.ts';
import { gitHubSteps } from './github-steps.ts';

/**
 * The first steps in an empty account. Terraform creates what Pulumi needs, first with its state on this machine, then
 * in the bucket that it created.
 *
 * @throws ProblemsError ESP6301 if the platform's repository is not on github.com
 */
export function accountBootstrap(platform: ResolvedPlatform, account: ResolvedAccount): readonly Step[] {
  const { owner, name } = gitHubRepository(platform.repository);
  const folder = `${bootstrapFolder}/${account.name}`;
  const stacks = stacksOf(platform).filter((stack) => stack.account.name === account.name);
  return [
    {
      title: `Log in as administrator of account ${account.id}`,
      why: 'Terraform 1.10 or newer refuses to work in any other account. These rights are only needed again when the bootstrap changes.',
      commands: ['aws sts get-caller-identity', `cd ${folder}`],
    },
    {
      title: 'Ask GitHub for the numbers of the repository and its owner',
      why: 'The roles trust these, since names can change hands. If previews of pull requests may decrypt the secrets of the stacks, add "plan_opens_stack_secrets": true; never for production.',
      commands: [
        `gh api repos/${owner}/${name} --jq '{github_owner_id: (.owner.id | tostring), github_repository_id: (.id | tostring)}' > terraform.tfvars.json`,
      ],
    },
    {
      title: 'Apply, with the state on this machine',
      why: 'Read the plan before you confirm: it only creates resources, and changes or destroys nothing.',
      commands: ['terraform init', 'terraform apply'],
    },
    {
      title: 'Move the state into the bucket',
      why: 'After Terraform has copied it, delete the copy on this machine.',
      commands: [
        `echo '${JSON.stringify(bootstrapBackend(platform, account))}' > backend.tf.json`,
        'terraform init -migrate-state',
        'rm -f terraform.tfstate terraform.tfstate.backup',
      ],
    },
    ...gitHubSteps(platform, account),
    {
      title: 'Commit the new files next to main.tf.json',
      why: 'They contain the versions of the provider with checksums, the numbers and the backend, but no state.',
      commands: ['git add .terraform.lock.hcl backend.tf.json terraform.tfvars.json', 'cd -'],
    },
    {
      title: 'Bring up the stacks of the account',
      why: 'In this order. From now on CI does it, with the role apply. Run Terraform again when main.tf.json changes.',
      commands: stacks.map((stack) => `npx nx up ${stack.name}`),
    },
  ];
}

/** The steps as text. */
export function formatAccountBootstrap({ name, id, region }: ResolvedAccount, steps: readonly Step[]): string {
  return [`First steps in the account ${name} (${id}, ${region}).`, ...numbered(steps)].join('\n\n');
}
