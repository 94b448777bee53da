import * as aws from '@pulumi/aws';
import { names } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { policyText } from '../parts/index.ts';
import { Guard } from '../../protection/guard.ts';
import { lifecyclePolicy } from './lifecycle-policy.ts';
import { pullStatement } from './pull-policy.ts';

export interface AppRepositoriesArgs {
  readonly platform: string;
  readonly apps: readonly string[];
  /** Accounts that pull from here, besides the registry's own. */
  readonly pulledFrom: readonly string[];
}

/**
 * Enough for years of releases: an image that still runs somewhere, or that one may want to go back to, is never the
 * oldest.
 */
const kept = { images: 500, untaggedDays: 7 };

/**
 * A repository for each app's images. A tag is given once, so that what was reviewed is what runs. Encrypted by ECR's
 * own key: other accounts pull, and a key of ours would have to admit them all to say no more than the repository does.
 */
export class AppRepositories extends ComponentResource {
  constructor(name: string, { platform, apps, pulledFrom }: AppRepositoriesArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:AppRepositories', name, {}, options);
    const own = { parent: this };
    for (const app of apps) {
      const images = new aws.ecr.Repository(
        app,
        {
          name: names.ecrRepositoryName(platform, app),
          imageTagMutability: 'IMMUTABLE',
          // What ECR tells of a repository is what the registry's scanning says.
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfigurations: [{ encryptionType: 'AES256' }],
          forceDelete: false,
          tags: { app },
        },
        { ...own, protect: true, retainOnDelete: true },
      );
      const { name: repository } = images;
      const lifecycle = new aws.ecr.LifecyclePolicy(app, { repository, policy: lifecyclePolicy(kept) }, own);
      const policies =
        pulledFrom.length === 0
          ? []
          : [new aws.ecr.RepositoryPolicy(app, { repository, policy: policyText([pullStatement(pulledFrom)]) }, own)];
      // An app that is deleted may still run somewhere, and its nodes pull by the policy.
      new Guard(app, [images, lifecycle, ...policies], this);
    }
    this.registerOutputs();
  }
}
