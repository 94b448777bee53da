import { contract as findings, readEvidence } from '@espalier/check';
import { formatProblem, ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { count } from '../report/index.ts';
import { clusterByName } from '../workspace/index.ts';

/** The options of the command. */
export interface ContractFlags {
  /** Clusters by name; empty means all. */
  readonly clusters: readonly string[];
  readonly json: boolean;
}

/**
 * Checks that the committed clusters and their stacks agree, and prints every finding. Gives the exit code.
 *
 * @throws ProblemsError if the model is invalid, has no such cluster, or nothing of it is committed
 */
export async function contract(workspace: string, { clusters, json }: ContractFlags): Promise<0 | 1> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  const names = clusters.length === 0 ? Object.keys(platform.clusters) : clusters;
  const checked = names.map((name) => ({
    cluster: name,
    findings: findings(readEvidence(workspace, platform, clusterByName(platform, name))),
  }));
  const all = checked.flatMap((one) => one.findings);
  if (json) process.stdout.write(`${JSON.stringify(checked, undefined, 2)}\n`);
  else {
    for (const one of checked) {
      const summary =
        one.findings.length === 0 ? 'the tree and the plans agree' : count(one.findings.length, 'finding');
      process.stdout.write(`${one.cluster}: ${summary}\n`);
    }
    if (all.length > 0) process.stderr.write(`\n${all.map(formatProblem).join('\n\n')}\n`);
  }
  return all.length === 0 ? 0 : 1;
}
