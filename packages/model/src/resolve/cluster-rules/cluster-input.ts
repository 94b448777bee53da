import type { AppDefinition } from '../../definition/app.ts';
import type { ClusterDefinition } from '../../definition/cluster.ts';
import type { Definitions } from '../../definition/definitions.ts';
import type { PlatformDefinition } from '../../definition/platform.ts';
import type { ResolvedApp } from '../../resolved/resolved-app.ts';
import type { ResolvedAccount, ResolvedEnvironment } from '../../resolved/resolved-platform.ts';

/** An app as a cluster sees it: its merged definition beside what it resolved to. */
export interface DeployedApp {
  readonly app: ResolvedApp;
  readonly definition: AppDefinition;
}

/** What a cluster is resolved from. */
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
