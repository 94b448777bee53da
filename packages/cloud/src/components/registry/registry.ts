import * as aws from '@pulumi/aws';
import type { ResolvedAccount } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { AppRepositories } from './app-repositories.ts';
import { PullThroughCache } from './pull-through-cache.ts';

export interface RegistryArgs {
  readonly platform: string;
  readonly account: ResolvedAccount;
  readonly apps: readonly string[];
  /** Accounts that pull from here, besides the registry's own. */
  readonly pulledFrom: readonly string[];
}

/** The platform's images: its apps' own, and copies of public ones. Every image is scanned when it arrives. */
export class Registry extends ComponentResource {
  constructor(name: string, { platform, account, apps, pulledFrom }: RegistryArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Registry', name, {}, options);
    const scanning = new aws.ecr.RegistryScanningConfiguration(
      name,
      {
        scanType: 'BASIC',
        rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }],
      },
      { parent: this },
    );
    const repositories = new AppRepositories('apps', { platform, apps, pulledFrom }, { parent: this });
    new PullThroughCache(
      'public-images',
      { account, pulledFrom },
      { parent: this, dependsOn: [scanning, repositories] },
    );
    this.registerOutputs();
  }
}
