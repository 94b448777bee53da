import { names, type ResolvedPlatform } from '@espalier/model';
import type { ApplicationChange, ClusterResult } from '@espalier/tree';
import type { RenderedCluster } from '../render/index.ts';
import type { LostData } from './lost-data.ts';
import { count } from './summary.ts';
import type { WrittenPlan } from './written-plan.ts';

/** What a command has written. */
export interface Written {
  readonly clusters: readonly RenderedCluster[];
  /** Apps that left a cluster and had data. */
  readonly lostApps: readonly LostData[];
  readonly plans: readonly WrittenPlan[];
  /** Of the accounts' bootstrap. */
  readonly bootstrap: readonly (ClusterResult & { readonly uncommitted: readonly ApplicationChange[] })[];
}

/** The user's next commands, by what has changed, each with its reason. */
export function nextSteps(platform: ResolvedPlatform, written: Written, seconds: string): string {
  const [files, uncommitted] = [changedFiles(written), uncommittedFiles(written)];
  const headline =
    files === 0
      ? `The tree matches the model (${seconds} s)${uncommitted === 0 ? '' : `; ${count(uncommitted, 'file')} of it ${uncommitted === 1 ? 'differs' : 'differ'} from the last commit`}.`
      : `${count(files, 'file')} of the tree changed (${seconds} s).`;
  const commands = files + uncommitted === 0 ? onceInSync(platform) : afterChange(platform, written);
  const width = Math.max(...commands.map(([command]) => command.length));
  return [headline, '', 'Next', ...commands.map(([command, why]) => `  ${command.padEnd(width)}  ${why}`)].join('\n');
}

type Command = readonly [command: string, why: string];

/** One command of each kind is an example for all clusters or stacks. */
const examples = 3;

function changedFiles({ clusters, plans, bootstrap }: Written): number {
  const all = [...clusters, ...plans.map((plan) => plan.written), ...bootstrap];
  return all.reduce((sum, result) => sum + result.written + result.pruned, 0);
}

function uncommittedFiles({ clusters, plans, bootstrap }: Written): number {
  return [...clusters, ...plans, ...bootstrap]
    .flatMap((result) => result.uncommitted)
    .reduce((sum, { added, changed, removed }) => sum + added.length + changed.length + removed.length, 0);
}

function onceInSync(platform: ResolvedPlatform): readonly Command[] {
  const [first = 'production'] = Object.keys(platform.clusters);
  return [
    [`npx nx bootstrap ${first}`, 'the first steps on a bare cluster'],
    [`npx nx secrets ${first}`, 'the secrets that a human must put into Secrets Manager'],
    ['npx nx graph', 'the platform as a graph'],
  ];
}

function afterChange(platform: ResolvedPlatform, { clusters, plans, bootstrap }: Written): readonly Command[] {
  const changed = clusters.filter((result) => result.uncommitted.length > 0 && result.cluster in platform.clusters);
  const stacks = plans.filter(({ uncommitted, resources }) => uncommitted.length > 0 && resources > 0);
  const withSecrets = new Set([
    ...changed
      .filter(({ uncommitted }) =>
        uncommitted.some(({ added }) => added.some((path) => path.includes('externalsecret-'))),
      )
      .map(({ cluster }) => cluster),
    ...stacks.filter(replacesSecret).flatMap(({ stack }) => clustersOf(platform, stack)),
  ]);
  const checked = [
    ...changed.map(({ cluster }) => cluster),
    ...stacks.flatMap(({ stack }) => clustersOf(platform, stack)),
  ];
  const accounts = bootstrap
    .flatMap(({ uncommitted }) => uncommitted.flatMap(({ added, changed: edited }) => [...added, ...edited]))
    // Users' own Terraform files in these folders do not count.
    .filter((path) => path.endsWith('/main.tf.json'));
  return [
    ['git diff --stat clusters/', 'the new state of the clusters and AWS'],
    ['npx nx review platform', 'what the change does, and what of it needs a second look'],
    ...some(new Set(checked), (cluster) => [`npx nx contract ${cluster}`, 'whether its tree and its plans agree']),
    ...some(new Set(accounts.map((path) => path.split('/')[0] ?? '')), (account) => [
      `npx nx bootstrap account-${account}`,
      "its bootstrap changed: Terraform applies it before Pulumi's stacks",
    ]),
    ...some(
      stacks.map(({ stack }) => stack),
      (stack) => [`npx nx preview ${stack}`, 'preview its plan against AWS'],
    ),
    ...some(withSecrets, (cluster) => [`npx nx secrets ${cluster}`, 'it reads new secrets']),
    ['git add apps clusters && git commit', 'Argo CD syncs what is on the main branch'],
  ];
}

function some(names: Iterable<string>, command: (name: string) => Command): readonly Command[] {
  return [...names].sort().slice(0, examples).map(command);
}

/** Whether a new secret replaces one that has a value. */
function replacesSecret({ refused }: WrittenPlan): boolean {
  return refused.some(
    ({ reach, type }) => reach === 'replaces the resource' && type === 'aws:secretsmanager/secret:Secret',
  );
}

/** Clusters with a contract that includes the stack. */
function clustersOf(platform: ResolvedPlatform, stack: string): readonly string[] {
  return Object.values(platform.clusters)
    .filter(
      ({ name, environment }) =>
        stack === names.clusterStack(name) ||
        stack === names.environmentStack(environment.name) ||
        stack === names.accountStack(environment.account.name),
    )
    .map(({ name }) => name);
}
