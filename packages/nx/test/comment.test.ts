import { ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowFiles } from '../src/workflows/index.ts';
import { runScript } from './github-script.ts';

const { platform, problems } = await loadPlatform(resolve(import.meta.dirname, '../../..'));
if (platform === undefined) throw new ProblemsError(problems);
const { jobs } = parse(workflowFiles(platform)['comment.yaml'] ?? '') as {
  jobs: { comment: { steps: readonly { id?: string; with: { script: string } }[] } };
};
const scriptOf = (id: string): string => jobs.comment.steps.find((step) => step.id === id)?.with.script ?? '';

const sticky = '<!-- espalier:review -->';
const head = 'a'.repeat(40);
const run = {
  id: 3,
  html_url: 'https://github.com/small/platform/actions/runs/3',
  head_sha: head,
  head_branch: 'change',
  head_repository: { full_name: 'stranger/platform', owner: { login: 'stranger' } },
};

describe('the pull request', () => {
  const find = (
    open: readonly { number: number; head: { sha: string; repo: { full_name: string } | null } }[],
    artifacts: readonly { id: number; size_in_bytes: number }[] = [{ id: 5, size_in_bytes: 1 }],
  ): Promise<unknown> =>
    runScript(scriptOf('find'), {
      payload: { workflow_run: run },
      env: { MAIN_BRANCH: 'main' },
      api: (route) => (route.endsWith('/pulls') ? open : { artifacts }),
    });
  const repo = { full_name: 'stranger/platform' };

  test('is the open one whose head ran', async () => {
    expect(await find([{ number: 7, head: { sha: head, repo } }])).toEqual({ number: 7, artifact: 5 });
  });

  test.each([
    ['of another commit, after a later push', { sha: 'b'.repeat(40), repo }],
    ['of another repository with the same commit', { sha: head, repo: { full_name: 'small/platform' } }],
    ['of a repository that is gone', { sha: head, repo: null }],
  ])('%s is none', async (_, other) => {
    expect(await find([{ number: 7, head: other }])).toEqual({});
  });

  test('has no review where the run made none, or one of a size that no review has', async () => {
    const open = [{ number: 7, head: { sha: head, repo } }];
    expect(await find(open, [])).toEqual({ number: 7 });
    expect(await find(open, [{ id: 5, size_in_bytes: 1e9 }])).toEqual({ number: 7 });
  });
});

describe('the comment', () => {
  let temp: string;

  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), 'espalier-comment-'));
    mkdirSync(join(temp, 'review'));
  });

  afterEach(() => {
    rmSync(temp, { recursive: true });
  });

  /** What is written to GitHub. @param review Markdown and risks; `undefined` where there is no review */
  async function written(
    review: { text: string; risks?: readonly unknown[] } | undefined,
    before: { comments?: readonly object[]; labels?: readonly object[] } = {},
  ): Promise<readonly unknown[]> {
    if (review !== undefined) {
      writeFileSync(join(temp, 'review/review.md'), review.text);
      writeFileSync(join(temp, 'review/review.json'), JSON.stringify({ risks: review.risks ?? [] }));
    }
    const all: unknown[] = [];
    await runScript(scriptOf('comment'), {
      payload: { workflow_run: run },
      env: { NUMBER: '7', RUNNER_TEMP: temp },
      api: (route, { body, comment_id, labels, name }) => {
        if (route.startsWith('GET')) return (route.endsWith('/comments') ? before.comments : before.labels) ?? [];
        const about = { body, comment_id, labels, name };
        all.push([
          route.split(' ')[0],
          Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)),
        ]);
        return undefined;
      },
    });
    return all;
  }

  const bot = { login: 'github-actions[bot]' };
  const mine = { id: 9, user: bot, body: `${sticky}\nBefore.` };
  const text = `${sticky}\nAfter.`;

  test('is made once, and labels say whether there are risks', async () => {
    expect(await written({ text, risks: [{ severity: 'critical' }] })).toEqual([
      ['POST', { body: text }],
      ['POST', { labels: ['espalier: critical risk'] }],
    ]);
  });

  test('is edited in place afterwards, and labels that are no longer true go', async () => {
    const labels = [{ name: 'espalier: high risk' }, { name: 'bug' }];
    expect(await written({ text }, { comments: [{ ...mine, id: 8, body: 'hello' }, mine], labels })).toEqual([
      ['PATCH', { comment_id: 9, body: text }],
      ['DELETE', { name: 'espalier: high risk' }],
      ['POST', { labels: ['espalier: no risks'] }],
    ]);
  });

  test('is not made where nothing changes; one that is there says so in a line', async () => {
    const labels = ['POST', { labels: ['espalier: no changes'] }];
    expect(await written({ text: '' })).toEqual([labels]);
    expect(await written({ text: '' }, { comments: [mine] })).toEqual([
      ['PATCH', { comment_id: 9, body: `${sticky}\nNothing changes in any cluster or account as of ${head}.` }],
      labels,
    ]);
  });

  test('that has nothing new to say is left as it is', async () => {
    expect(await written({ text }, { comments: [{ ...mine, body: text }] })).toEqual([
      ['POST', { labels: ['espalier: no risks'] }],
    ]);
  });

  test('of somebody else is never edited, whatever it begins with', async () => {
    const comments = [{ ...mine, user: { login: 'stranger' } }];
    expect(await written({ text }, { comments })).toContainEqual(['POST', { body: text }]);
  });

  test('that is there does not stay as it is where a run made no review', async () => {
    expect(await written(undefined)).toEqual([]);
    expect(await written(undefined, { comments: [mine] })).toEqual([
      ['PATCH', { comment_id: 9, body: `${sticky}\nThere is no review of ${head}: see [this run](${run.html_url}).` }],
    ]);
  });

  test.each([
    ['is no review', 'Merge me.'],
    ['is too long', `${sticky}${'x'.repeat(65_000)}`],
  ])('does not repeat a text that %s', async (_, forged) => {
    const [comment] = await written({ text: forged });
    expect(comment).toEqual(['POST', { body: expect.stringContaining('it is an artifact of [this run]') as string }]);
  });

  test('mentions no one', async () => {
    expect(await written({ text: `${text} @riven/platform` })).toContainEqual([
      'POST',
      { body: `${text} @\u200briven/platform` },
    ]);
  });
});
