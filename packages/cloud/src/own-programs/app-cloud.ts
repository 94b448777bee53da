import type { ResolvedDeployment, ResolvedEnvironment } from '@espalier/model';
import type { ComponentResource, Output } from '@pulumi/pulumi';

/** The argument of an app's `cloud.ts`: the app and the environment of its resources. */
export interface AppCloud {
  /** Name of the platform, which prefixes names. */
  readonly platform: string;
  readonly app: ResolvedDeployment;
  readonly environment: ResolvedEnvironment;
  /** Pass it to every resource as `{ parent }`: it has the provider, with region, account and tags. */
  readonly parent: ComponentResource;
  readonly vpcId: Output<string>;
  /** Subnets of databases, one for each zone. */
  readonly dataSubnetIds: readonly Output<string>[];
  /** Key that encrypts the environment's data. */
  readonly dataKeyArn: Output<string>;
  /** Topic of urgent alarms. */
  readonly alarmTopicArn: Output<string>;
}

/**
 * The default export of `apps/<app>/cloud.ts`: registers the app's AWS resources beyond its needs, in every environment
 * it is released to. Create resources directly, never inside `apply`, since no preview would show them.
 *
 * If an input needs an output that only AWS knows (ESP6001), the file also exports the output's path: `export const
 * outputs = { 'aws:elasticache/cluster:Cluster': ['cacheNodes[0].address'] };`
 */
export type AppProgram = (cloud: AppCloud) => void | Promise<void>;
