import type { ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../workspace/index.ts';
import { actions } from './actions.ts';
import { checkout, install, pullRequestRunner, readOnlyRemoteCache, run, setupNode, type Step } from './steps.ts';
import { shards } from './shards.ts';
import { workflowText } from './yaml.ts';

/** Name by which the workflow that comments knows this one. */
export const pullRequestWorkflow = 'Pull request';

/** Commits that Nx compares: those that show the effect of the change on the branch that it goes to. */
const range = run(
  'Find the commits to compare',
  `
case "$GITHUB_EVENT_NAME" in
  pull_request) base=$(git rev-parse HEAD^1) ;; # HEAD is the merge that GitHub made of the pull request
  merge_group) base=$QUEUE_BASE ;;
  *) base=$PUSH_BEFORE ;;
esac
reviewable=true
if ! git merge-base --is-ancestor "$base" HEAD 2> /dev/null; then
  echo "::notice::There is no commit $base before this one: everything counts as changed, and nothing can be reviewed."
  base=$(git hash-object -t tree /dev/null)
  reviewable=false
fi
head=$(git rev-parse HEAD)
printf 'base=%s\\nhead=%s\\nreviewable=%s\\n' "$base" "$head" "$reviewable" >> "$GITHUB_OUTPUT"
printf 'NX_BASE=%s\\nNX_HEAD=%s\\n' "$base" "$head" >> "$GITHUB_ENV"
`,
  {
    id: 'range',
    env: { QUEUE_BASE: '${{ github.event.merge_group.base_sha }}', PUSH_BEFORE: '${{ github.event.before }}' },
  },
);

const inSync = run(
  'Are the workflows and .gitattributes current?',
  `
npx nx sync:check || {
  echo '::error::Files that follow from the definition are stale. Run "npx nx sync" and commit what it writes.'
  exit 1
}
`,
);

const renderIsCurrent = run(
  'Is the render current?',
  `
stale() {
  echo '::error::clusters/ is not what the definitions render. Run "npm start" and commit what it writes. Nothing in clusters/ is edited by hand.'
  exit 1
}
if [ -n "$PROJECTS" ]; then
  npx nx run-many -t render -p "$PROJECTS" || stale
  npx nx run-many -t plan -p "$PROJECTS" || stale
fi
git status --porcelain -- clusters apps | tee "$RUNNER_TEMP/stale"
[ ! -s "$RUNNER_TEMP/stale" ] || stale
`,
  { env: { PROJECTS: '${{ matrix.shard.projects }}' } },
);

const contract = run(
  'Do the tree and the plans agree?',
  `
[ -z "$CLUSTERS" ] || npx nx run-many -t contract -p "$CLUSTERS"
`,
  { env: { CLUSTERS: '${{ matrix.shard.clusters }}' } },
);

/** What is asked of clusters besides their render. Another question, such as `check`, is one more entry. */
const questions: readonly Step[] = [contract];

const reviewable = "needs.affected.outputs.reviewable == 'true'";
/** Also where a check before it failed: a reviewer sees what is committed. */
const installed = `\${{ !cancelled() && steps.install.outcome == 'success' && ${reviewable} }}`;

const reviewPart = run(
  'Review',
  `
mkdir -p "$RUNNER_TEMP/part"
npx nx review --base "$NX_BASE" --head "$NX_HEAD" \${REVIEWED:+--only "$REVIEWED"} --json "$RUNNER_TEMP/part/review.json"
`,
  { if: installed, env: { REVIEWED: '${{ matrix.shard.reviewed }}' } },
);

const join = run(
  'Join the parts into one review',
  `
review="$RUNNER_TEMP/review"
mkdir -p "$review"
parts=("$RUNNER_TEMP"/parts/*/review.json)
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
npx nx review --join "$(IFS=,; echo "\${parts[*]}")" --json "$review/review.json" \\
  --markdown "$review/review.md" --html "$review/review.html" --sarif "$review/review.sarif" \\
  --files-url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$COMMIT" --report-url "$run#artifacts"
if [ "$(wc -c < "$review/review.md")" -le 1024000 ]; then
  cat "$review/review.md" >> "$GITHUB_STEP_SUMMARY"
else
  echo 'The review is longer than a summary may be. It is in the artifact "review".' >> "$GITHUB_STEP_SUMMARY"
fi
`,
  { if: `\${{ ${reviewable} }}`, env: { COMMIT: '${{ github.event.pull_request.head.sha || github.sha }}' } },
);

const guard = run(
  'Is every risk within the budget, or acknowledged?',
  `
npx nx guard --base "$NX_BASE" --head "$NX_HEAD" --review "$RUNNER_TEMP/review/review.json"
`,
  { if: `\${{ ${reviewable} }}` },
);

const forced = run(
  'Was the branch pushed by force?',
  `
echo '::error::It was. What the branch has lost is in no review: see its history.'
exit 1
`,
  { if: '${{ github.event.forced }}' },
);

const verdict = run(
  'Did the other jobs succeed?',
  `
[ "$AFFECTED $VERIFY" = 'success success' ] || { echo '::error::A job before this one failed.'; exit 1; }
`,
  {
    if: '${{ !cancelled() }}',
    env: { AFFECTED: '${{ needs.affected.result }}', VERIFY: '${{ needs.verify.result }}' },
  },
);

/** The workflow that verifies a change. Its last job, `review`, is the check to require. */
export function pullRequest(platform: ResolvedPlatform): string {
  const branches = [mainBranch(platform)];
  const compared = { NX_BASE: '${{ needs.affected.outputs.base }}', NX_HEAD: '${{ needs.affected.outputs.head }}' };
  const job = { 'runs-on': pullRequestRunner, permissions: { contents: 'read' } };
  return workflowText(
    'Verifies a change. Code of pull requests runs here: no job has a secret, or a token that may write.',
    {
      name: pullRequestWorkflow,
      on: { pull_request: { branches }, merge_group: { branches }, push: { branches } },
      permissions: {},
      concurrency: {
        group: 'pull-request-${{ github.event.pull_request.number || github.sha }}',
        'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
      },
      env: { ...readOnlyRemoteCache, NX_DAEMON: 'false' },
      jobs: {
        affected: {
          ...job,
          'timeout-minutes': 20,
          env: { CLUSTERS_PER_JOB: String(platform.ci.clustersPerJob) },
          outputs: {
            base: '${{ steps.range.outputs.base }}',
            head: '${{ steps.range.outputs.head }}',
            reviewable: '${{ steps.range.outputs.reviewable }}',
            shards: '${{ steps.shards.outputs.shards }}',
          },
          steps: [checkout, setupNode('npm'), range, install, shards, inSync],
        },
        verify: {
          name: 'verify (${{ matrix.shard.name }})',
          ...job,
          needs: 'affected',
          'timeout-minutes': 60,
          strategy: { 'fail-fast': false, matrix: { shard: '${{ fromJSON(needs.affected.outputs.shards) }}' } },
          env: compared,
          steps: [
            checkout,
            setupNode('npm'),
            install,
            renderIsCurrent,
            ...questions,
            reviewPart,
            {
              if: installed,
              uses: actions.uploadArtifact,
              with: {
                name: 'part-${{ matrix.shard.name }}',
                path: '${{ runner.temp }}/part',
                'if-no-files-found': 'error',
                'retention-days': 1,
              },
            },
          ],
        },
        review: {
          ...job,
          needs: ['affected', 'verify'],
          if: '${{ !cancelled() }}',
          'timeout-minutes': 30,
          env: compared,
          steps: [
            checkout,
            setupNode('npm'),
            install,
            { uses: actions.downloadArtifact, with: { pattern: 'part-*', path: '${{ runner.temp }}/parts' } },
            join,
            {
              if: `\${{ ${reviewable} }}`,
              uses: actions.uploadArtifact,
              with: { name: 'review', path: '${{ runner.temp }}/review', 'retention-days': 14 },
            },
            guard,
            forced,
            verdict,
          ],
        },
      },
    },
  );
}
