import { bootstrapBackend, gitHubRepository, stacksOf } from '@espalier/cloud';
import type { ResolvedAccount, ResolvedPlatform } from '@espalier/model';
import { bootstrapFolder } from '../../workspace/index.ts';
import { numbered, type Step } from '../step.ts';
import { gitHubSteps } from './github-steps.ts';

/**
 * The first steps in an account in which nothing is yet: Terraform makes what Pulumi needs in order to run, first with its
 * state on this machine, then in the bucket that it made.
 *
 * @throws ProblemsError ESP6301 where the platform's repository is not on github.com
 */
export function accountBootstrap(platform: ResolvedPlatform, account: ResolvedAccount): readonly Step[] {
  const { owner, name } = gitHubRepository(platform.repository);
  const folder = `${bootstrapFolder}/${account.name}`;
  const stacks = stacksOf(platform).filter((stack) => stack.account.name === account.name);
  return [
    {
      title: `Be an administrator of account ${account.id}`,
      why: 'Terraform 1.10 or newer refuses to work in any other account. Nobody needs these rights again before the bootstrap changes.',
      commands: ['aws sts get-caller-identity', `cd ${folder}`],
    },
    {
      title: 'Ask GitHub for the numbers of the repository and its owner',
      why: 'The roles trust these, since names can change hands. Where previews of pull requests may open the secrets of the stacks, add "plan_opens_stack_secrets": true; not where production runs.',
      commands: [
        `gh api repos/${owner}/${name} --jq '{github_owner_id: (.owner.id | tostring), github_repository_id: (.id | tostring)}' > terraform.tfvars.json`,
      ],
    },
    {
      title: 'Apply, with the state on this machine',
      why: 'Read the plan before you say yes: all of it is made, nothing is changed or destroyed.',
      commands: ['terraform init', 'terraform apply'],
    },
    {
      title: 'Move the state into the bucket',
      why: 'Once Terraform has copied it, the copy on this machine is of no use.',
      commands: [
        `echo '${JSON.stringify(bootstrapBackend(platform, account))}' > backend.tf.json`,
        'terraform init -migrate-state',
        'rm -f terraform.tfstate terraform.tfstate.backup',
      ],
    },
    ...gitHubSteps(platform, account),
    {
      title: 'Commit what was made beside main.tf.json',
      why: 'The versions of the provider with their checksums, the numbers and the backend; no state is among them.',
      commands: ['git add .terraform.lock.hcl backend.tf.json terraform.tfvars.json', 'cd -'],
    },
    {
      title: 'Bring up the stacks of the account',
      why: 'In this order. From here on CI does it, with the role apply; Terraform is run again when main.tf.json changes.',
      commands: stacks.map((stack) => `npx nx up ${stack.name}`),
    },
  ];
}

/** The steps as text. */
export function formatAccountBootstrap({ name, id, region }: ResolvedAccount, steps: readonly Step[]): string {
  return [`First steps in the account ${name} (${id}, ${region}).`, ...numbered(steps)].join('\n\n');
}
