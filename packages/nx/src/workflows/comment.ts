import type { ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../workspace/index.ts';
import { actions } from './actions.ts';
import { pullRequestWorkflow } from './pull-request.ts';
import { trustedRunner, type Step } from './steps.ts';
import { workflowText } from './yaml.ts';

/** First line of the comment, by which it is found again; the review's Markdown begins with it. */
const sticky = '<!-- espalier:review -->';

/**
 * Finds what the run was about. Only GitHub's own event and API are asked: whose branch ran, and which open pull request
 * has that commit as its head now. A run that a later push has overtaken finds none.
 */
const find = script(
  'Find the pull request and the review',
  'find',
  `
const run = context.payload.workflow_run;
const { owner, repo } = context.repo;
const open = await github.paginate('GET /repos/{owner}/{repo}/pulls', {
  owner,
  repo,
  state: 'open',
  base: process.env.MAIN_BRANCH,
  head: run.head_repository.owner.login + ':' + run.head_branch,
});
const [pull] = open.filter(
  ({ head }) => head.sha === run.head_sha && head.repo?.full_name === run.head_repository.full_name,
);
if (pull === undefined) return core.info('No open pull request has ' + run.head_sha + ' as its head.');
core.setOutput('number', pull.number);
const { data } = await github.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
  owner,
  repo,
  run_id: run.id,
  name: 'review',
});
const [artifact] = data.artifacts;
if (artifact === undefined) return core.info('The run made no review.');
if (artifact.size_in_bytes > 20 * 1024 * 1024) return core.warning('The review is larger than 20 MiB.');
core.setOutput('artifact', artifact.id);
`,
);

/** @param of the step or job that found the artifact */
function download(of: string): Step {
  return {
    if: `\${{ ${of}.outputs.artifact }}`,
    uses: actions.downloadArtifact,
    with: {
      'artifact-ids': `\${{ ${of}.outputs.artifact }}`,
      'run-id': '${{ github.event.workflow_run.id }}',
      'github-token': '${{ github.token }}',
      path: '${{ runner.temp }}/review',
      'merge-multiple': true,
    },
  };
}

/**
 * Writes the comment and the labels. The review is untrusted text: it is read from a file, limited
 * in length, and mentions no one.
 */
const comment = script(
  'Comment',
  'comment',
  `
const { readFileSync, statSync } = require('node:fs');
const { owner, repo } = context.repo;
const issue_number = Number(process.env.NUMBER);
const run = context.payload.workflow_run;
const sticky = '${sticky}';
const link = '[this run](' + run.html_url + ')';
const read = (name, limit) => {
  const file = process.env.RUNNER_TEMP + '/review/' + name;
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  return size === undefined || size > limit ? undefined : readFileSync(file, 'utf8');
};
const text = read('review.md', 256 * 1024)?.trim();
const comments = await github.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
  owner,
  repo,
  issue_number,
});
const mine = comments.find(({ user, body }) => user?.login === 'github-actions[bot]' && body?.startsWith(sticky));
const bodyOf = () => {
  if (text === undefined) return sticky + '\\nThere is no review of ' + run.head_sha + ': see ' + link + '.';
  if (text === '') return sticky + '\\nNothing changes in any cluster or account as of ' + run.head_sha + '.';
  if (!text.startsWith(sticky) || text.length > 65000) {
    return sticky + '\\nThe review of ' + run.head_sha + ' is no comment: it is an artifact of ' + link + '.';
  }
  return text.replaceAll('@', '@\\u200b');
};
const body = bodyOf();
if (mine !== undefined && mine.body !== body) {
  await github.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner,
    repo,
    comment_id: mine.id,
    body,
  });
} else if (mine === undefined && text) {
  await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { owner, repo, issue_number, body });
}

const review = read('review.json', 64 * 1024 * 1024);
const labelsOf = () => {
  if (text === '') return ['espalier: no changes'];
  try {
    const [worst] = JSON.parse(review).risks;
    if (worst === undefined) return ['espalier: no risks'];
    const severities = ['critical', 'high', 'medium', 'low'];
    return severities.filter((severity) => severity === worst.severity).map((severity) => 'espalier: ' + severity + ' risk');
  } catch {
    return [];
  }
};
const wanted = labelsOf();
const labels = await github.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/labels', {
  owner,
  repo,
  issue_number,
});
for (const { name } of labels) {
  if (!name.startsWith('espalier: ') || wanted.includes(name)) continue;
  await github.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
    owner,
    repo,
    issue_number,
    name,
  });
}
if (wanted.length > 0) {
  await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
    owner,
    repo,
    issue_number,
    labels: wanted,
  });
}
`,
  { if: '${{ steps.find.outputs.number }}', env: { NUMBER: '${{ steps.find.outputs.number }}' } },
);

/** A step of JavaScript, which the runner's own Node runs: nothing of the pull request is on its way. */
function script(name: string, id: string, text: string, more: Step = {}): Step {
  return { name, id, ...more, uses: actions.githubScript, with: { script: `${text.trim()}\n` } };
}

/** The workflow that says what the other one found. It has a token that may write, and runs nothing of the pull request. */
export function commentWorkflow(platform: ResolvedPlatform): string {
  return workflowText(
    'Comments on the pull request. It may write, so it neither checks out nor runs anything of the pull request.',
    {
      name: 'Comment',
      on: { workflow_run: { workflows: [pullRequestWorkflow], types: ['completed'] } },
      permissions: {},
      concurrency: {
        group:
          'comment-${{ github.event.workflow_run.head_repository.full_name }}-${{ github.event.workflow_run.head_branch }}',
        'cancel-in-progress': true,
      },
      jobs: {
        comment: {
          'runs-on': trustedRunner,
          if: "${{ github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion != 'cancelled' }}",
          permissions: { actions: 'read', 'pull-requests': 'write', issues: 'write' },
          'timeout-minutes': 10,
          env: { MAIN_BRANCH: mainBranch(platform) },
          outputs: { number: '${{ steps.find.outputs.number }}', artifact: '${{ steps.find.outputs.artifact }}' },
          steps: [find, download('steps.find'), comment],
        },
        'code-scanning': {
          'runs-on': trustedRunner,
          needs: 'comment',
          if: '${{ needs.comment.outputs.artifact }}',
          permissions: { actions: 'read', 'security-events': 'write' },
          'timeout-minutes': 10,
          steps: [
            download('needs.comment'),
            {
              name: 'Upload the risks',
              // A private repository has to have GitHub Code Security; without it, the comment says the same.
              'continue-on-error': true,
              uses: actions.uploadSarif,
              with: {
                sarif_file: '${{ runner.temp }}/review/review.sarif',
                ref: 'refs/pull/${{ needs.comment.outputs.number }}/head',
                sha: '${{ github.event.workflow_run.head_sha }}',
                category: 'espalier',
              },
            },
          ],
        },
      },
    },
  );
}
