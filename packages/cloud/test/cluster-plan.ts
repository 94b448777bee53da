import { names, type Json, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import * as pulumi from '@pulumi/pulumi';
import { capture, type PlannedResource, type StackPlan } from '../src/plan/index.ts';
import { clusterStack } from '../src/program/cluster-stack.ts';
import { isEnvironmentOutputs, type EnvironmentOutputs } from '../src/stacks/environment-outputs.ts';

export { loadRiven as riven } from './stack-plans.ts';

/** A cluster of a platform, some of it replaced. */
export function clusterOf(
  platform: ResolvedPlatform,
  name: string,
  change: Partial<ResolvedCluster> = {},
): ResolvedCluster {
  const cluster = platform.clusters[name];
  if (cluster === undefined) throw new Error(`no cluster ${name}`);
  return { ...cluster, ...change };
}

/** What the stack of a cluster would register, with the outputs of its environment's stack as references. */
export function planOf(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  { answered = true }: { readonly answered?: boolean } = {},
): Promise<StackPlan> {
  const environment = names.environmentStack(cluster.environment.name);
  const reference = names.stackReference(platform.name, environment);
  return capture(
    () => {
      const { outputs } = new pulumi.StackReference(environment, { name: reference });
      return clusterStack(
        platform,
        cluster,
        outputs.apply((known): EnvironmentOutputs => {
          if (!isEnvironmentOutputs(known)) throw new Error('not the outputs of an environment');
          return known;
        }),
      );
    },
    {
      project: platform.name,
      stack: names.clusterStack(cluster.name),
      references: { [reference]: environmentOutputs(cluster) },
      answered,
    },
  );
}

function environmentOutputs(cluster: ResolvedCluster): StackPlan['outputs'] {
  const output = (path: string): string => `\${${names.environmentStack(cluster.environment.name)}#${path}}`;
  const tier = (name: string): Json => Array.from({ length: 3 }, (_, zone) => output(`subnetIds.${name}[${zone}]`));
  const databases = cluster.apps.flatMap(({ needs }) =>
    needs.flatMap((need) => (need.kind === 'postgres' ? [need.instance] : [])),
  );
  return {
    vpcId: output('vpcId'),
    subnetIds: Object.fromEntries(
      ['workloads', 'public', 'data', 'controlPlane', 'endpoints'].map((name) => [name, tier(name)]),
    ),
    dataKeyArn: output('dataKeyArn'),
    alarmTopicArn: output('alarmTopicArn'),
    zoneId: output('zoneId'),
    databases: Object.fromEntries(
      databases.map((instance) => [
        instance,
        {
          resourceId: output(`databases.${instance}.resourceId`),
          securityGroupId: output(`databases.${instance}.securityGroupId`),
          masterSecretArn: output(`databases.${instance}.masterSecretArn`),
        },
      ]),
    ),
  };
}

/** All resources of a type. */
export function ofType(plan: StackPlan, type: string): readonly PlannedResource[] {
  return plan.resources.filter((resource) => resource.type === type);
}

/** The resource of an id. */
export function resource(plan: StackPlan, id: string): PlannedResource {
  const found = plan.resources.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ${id} among\n${plan.resources.map((each) => each.id).join('\n')}`);
  return found;
}

/** A value inside what a resource is given, such as `scalingConfig.minSize`; texts of JSON are looked into. */
export function input(of: PlannedResource, path: string): unknown {
  let value: unknown = of.inputs;
  for (const part of path.split('.')) {
    const inner: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    value = Reflect.get(Object(inner), part);
  }
  return value;
}

/** The same as text. */
export function textInput(of: PlannedResource, path: string): string {
  const value = input(of, path);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a resource is created after another, directly or by way of others. */
export function comesAfter(plan: StackPlan, later: string, earlier: string): boolean {
  const byId = new Map(plan.resources.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const open = [later];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === earlier) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.dependencies ?? []));
  }
  return false;
}

/** Ids of what differs between two plans: changed, added and gone. */
export function changed(before: StackPlan, after: StackPlan): readonly string[] {
  const texts = ({ resources }: StackPlan): ReadonlyMap<string, string> =>
    new Map(resources.map((each) => [each.id, JSON.stringify(each)]));
  const [old, young] = [texts(before), texts(after)];
  return [
    ...[...young].flatMap(([id, text]) => {
      if (!old.has(id)) return [`+ ${id}`];
      return old.get(id) === text ? [] : [`~ ${id}`];
    }),
    ...[...old.keys()].filter((id) => !young.has(id)).map((id) => `- ${id}`),
  ].sort();
}
