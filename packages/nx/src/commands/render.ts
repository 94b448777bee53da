import { formatProblem, refusalsOf, warningsOf, type Problem, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import type { ClusterResult } from '@espalier/tree';
import pc from 'picocolors';
import { clusterByName } from '../guide/cluster-by-name.ts';
import { problemsOf, renderClusters } from '../render/render-clusters.ts';
import { Progress } from '../report/progress.ts';
import { changeLines, count } from '../report/summary.ts';
import { resultTable } from '../report/table.ts';

/** What a person may say on the command line. */
export interface RenderFlags {
  /** Clusters by name; all where it is empty. */
  readonly clusters: readonly string[];
  readonly force: boolean;
  readonly json: boolean;
}

/** Renders the workspace and prints what it holds, what changed and what to do next. Gives the exit code. */
export async function render(workspace: string, { clusters, force, json }: RenderFlags): Promise<0 | 1> {
  const started = performance.now();
  const today = new Date().toISOString().slice(0, 10);
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) return refuse(problems, json);
  const refusals = refusalsOf(platform, today);
  if (refusals.length > 0) return refuse(refusals, json);
  for (const name of clusters) clusterByName(platform, name);
  const names = clusters.length === 0 ? Object.keys(platform.clusters) : clusters;
  const results = renderWithProgress(workspace, platform, names, { force, prune: clusters.length === 0, quiet: json });
  const failed = problemsOf(results);
  const warnings = warningsOf(platform, today);
  if (json) {
    print(JSON.stringify({ clusters: results, problems: failed, warnings }, undefined, 2));
    return failed.length === 0 ? 0 : 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(resultTable(platform, results));
  for (const result of results.filter(({ changes }) => changes.length > 0)) {
    print(`\n${pc.bold(result.cluster)}\n${changeLines(result).join('\n')}`);
  }
  if (failed.length > 0) {
    complain(
      `\n${failed.map(formatProblem).join('\n\n')}\n\n${count(failed.length, 'problem')}; what they are not about was rendered in ${seconds} s.`,
    );
    return 1;
  }
  if (warnings.length > 0) print(`\n${pc.bold('Worth knowing')}\n\n${warnings.map(formatProblem).join('\n\n')}`);
  print(`\n${nextSteps(platform, results, seconds)}`);
  return 0;
}

function refuse(problems: readonly Problem[], json: boolean): 1 {
  if (json) print(JSON.stringify({ clusters: [], problems }, undefined, 2));
  else
    complain(
      `${problems.map(formatProblem).join('\n\n')}\n\n${count(problems.length, 'problem')}. Nothing was rendered.`,
    );
  return 1;
}

function renderWithProgress(
  workspace: string,
  platform: ResolvedPlatform,
  clusters: readonly string[],
  { force, prune, quiet }: { readonly force: boolean; readonly prune: boolean; readonly quiet: boolean },
): readonly ClusterResult[] {
  const total = clusters.reduce((sum, name) => sum + (platform.clusters[name]?.applications.length ?? 0) + 2, 0);
  const progress = new Progress(process.stderr, total);
  const onApplication = (cluster: string, application: string): void => {
    if (!quiet) progress.step(`${cluster}/${application}`);
  };
  const results: ClusterResult[] = [];
  for (const result of renderClusters({ workspace, platform, clusters, prune, force, onApplication })) {
    if (!process.stderr.isTTY && !quiet) complain(`rendered ${result.cluster}`);
    results.push(result);
  }
  progress.end();
  return results;
}

function nextSteps(platform: ResolvedPlatform, results: readonly ClusterResult[], seconds: string): string {
  const changes = results.reduce((sum, { written, pruned }) => sum + written + pruned, 0);
  const [first = 'production'] = Object.keys(platform.clusters);
  const [headline, commands] =
    changes === 0
      ? [
          `The tree is what the model says (${seconds} s).`,
          {
            [`npx nx bootstrap ${first}`]: 'the first steps on a bare cluster',
            [`npx nx secrets ${first}`]: 'what a human must put into Secrets Manager',
            'npx nx graph': 'the platform as a graph',
          },
        ]
      : [
          `${count(changes, 'file')} of the tree changed (${seconds} s).`,
          {
            'git diff --stat clusters/': 'what the clusters will hold from now on',
            'git add clusters && git commit': 'Argo CD syncs what is on the main branch',
          },
        ];
  const width = Math.max(...Object.keys(commands).map((command) => command.length));
  const lines = Object.entries(commands).map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
  return [headline, '', 'Next', ...lines].join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
