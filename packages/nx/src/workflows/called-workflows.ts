import { applySessionHours } from '@espalier/cloud';
import { actions, pulumiVersion } from './actions.ts';
import { tokenForAws } from './stack-job.ts';
import { checkout, install, run, setupNode, type Step } from './steps.ts';
import { workflowText, type Value } from './yaml.ts';

/** What a called workflow is given of a stack. */
const inputs: { readonly [name: string]: Value } = Object.fromEntries(
  ['stack', 'region', 'environment', 'role', 'runner'].map((name) => [name, { type: 'string', required: true }]),
);

/** What both of them need at the runner: npm's scripts run before there are credentials of AWS. */
function withRole(seconds: number): readonly Step[] {
  return [
    checkout,
    setupNode(),
    install,
    { uses: actions.pulumi, with: { 'pulumi-version': pulumiVersion } },
    {
      uses: actions.awsCredentials,
      with: {
        'role-to-assume': '${{ inputs.role }}',
        'role-duration-seconds': seconds,
        'role-session-name': 'github-${{ github.run_id }}',
        'aws-region': '${{ inputs.region }}',
      },
    },
  ];
}

const env = { STACK: '${{ inputs.stack }}', NX_DAEMON: 'false' };

/** A preview does not create a stack, since its role writes no state: the first update of a stack has none. */
const preview = run(
  'Preview',
  `
report="$RUNNER_TEMP/preview"
stacks=$(npx nx pulumi "$STACK" -- stack ls --json)
if grep --quiet "\\"name\\": *\\"$STACK\\"" <<< "$stacks"; then
  npx nx preview "$STACK" --diff 2>&1 | tee "$report"
else
  echo "$STACK has never been brought up, so that nothing can be previewed: read its plan in clusters/." | tee "$report"
fi
{
  echo "### Preview of $STACK"
  echo '\`\`\`\`\`'
  tail --bytes=500000 "$report"
  echo '\`\`\`\`\`'
} >> "$GITHUB_STEP_SUMMARY"
`,
);

/** Previews one stack with the role `plan`; called by other workflows. */
export function previewStack(): string {
  return workflowText('Previews a stack with the role that changes nothing.', {
    name: 'Preview a stack',
    on: { workflow_call: { inputs } },
    permissions: {},
    env,
    jobs: {
      preview: {
        'runs-on': '${{ inputs.runner }}',
        environment: '${{ inputs.environment }}',
        permissions: tokenForAws,
        'timeout-minutes': 60,
        steps: [...withRole(3600), preview],
      },
    },
  });
}

/** Brings up one stack with the role `apply`, once the environment's reviewers approve; called by other workflows. */
export function upStack(): string {
  return workflowText('Brings up a stack, once the reviewers of its environment on GitHub have approved.', {
    name: 'Bring up a stack',
    on: { workflow_call: { inputs } },
    permissions: {},
    env,
    jobs: {
      up: {
        'runs-on': '${{ inputs.runner }}',
        environment: '${{ inputs.environment }}',
        permissions: tokenForAws,
        // Pulumi must not be killed in an update: the next one waits.
        concurrency: { group: 'pulumi-${{ inputs.stack }}', 'cancel-in-progress': false },
        'timeout-minutes': applySessionHours * 60,
        steps: [...withRole(applySessionHours * 3600), run('Update', 'npx nx up "$STACK" --yes')],
      },
    },
  });
}
