import type { AppDefinition, ClusterDefinition, Definitions, PlatformDefinition } from '../../definition/index.ts';
import type { ResolvedAccount, ResolvedApp, ResolvedEnvironment } from '../../resolved/index.ts';

/** An app as input of a cluster: its merged definition, and the resolved app. */
export interface DeployedApp {
  readonly app: ResolvedApp;
  readonly definition: AppDefinition;
}

/** The input that a cluster is resolved from. */
export interface ClusterInput {
  readonly name: string;
  readonly file: string;
  readonly definition: ClusterDefinition;
  readonly environment: ResolvedEnvironment;
  readonly platform: PlatformDefinition;
  readonly registry: ResolvedAccount;
  readonly definitions: Definitions;
  readonly apps: readonly DeployedApp[];
}
