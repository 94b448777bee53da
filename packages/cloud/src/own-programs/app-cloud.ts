import type { ResolvedDeployment, ResolvedEnvironment } from '@espalier/model';
import type { ComponentResource, Output } from '@pulumi/pulumi';

/** What an app's `cloud.ts` gets to know: the app and the environment it creates resources in. */
export interface AppCloud {
  /** Name of the platform, which prefixes names. */
  readonly platform: string;
  readonly app: ResolvedDeployment;
  readonly environment: ResolvedEnvironment;
  /** Give it to every resource as `{ parent }`: it brings the provider, with region, account and tags. */
  readonly parent: ComponentResource;
  readonly vpcId: Output<string>;
  /** Subnets of databases, one a zone. */
  readonly dataSubnetIds: readonly Output<string>[];
  /** Key that encrypts the environment's data. */
  readonly dataKeyArn: Output<string>;
  /** Topic of alarms that wake somebody up. */
  readonly alarmTopicArn: Output<string>;
}

/**
 * The default export of `apps/<app>/cloud.ts`: registers what the app has in AWS beyond its needs, in every environment
 * it is released to. Resources are created at once, never inside `apply`, where no preview would show them.
 *
 * Where an input needs an output that AWS alone knows and the plan does not (ESP6001), the file exports its path beside:
 * `export const outputs = { 'aws:elasticache/cluster:Cluster': ['cacheNodes[0].address'] };`
 */
export type AppProgram = (cloud: AppCloud) => void | Promise<void>;
