import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';

export interface AccessAnalyzerArgs {
  readonly platform: string;
  /** Regions of the account that hold anything. */
  readonly regions: readonly string[];
  /** Accounts of the platform, which may be let in. */
  readonly trustedAccounts: readonly string[];
}

/** Finds what of an account the outside may reach, in each of its regions. It costs nothing. */
export class AccessAnalyzer extends ComponentResource {
  constructor(
    name: string,
    { platform, regions, trustedAccounts }: AccessAnalyzerArgs,
    options: ComponentResourceOptions,
  ) {
    super('espalier:cloud:AccessAnalyzer', name, {}, options);
    for (const region of regions) {
      const { analyzerName } = new aws.accessanalyzer.Analyzer(
        region,
        { analyzerName: `${platform}-external-access`, type: 'ACCOUNT', region },
        { parent: this, deleteBeforeReplace: true },
      );
      new aws.accessanalyzer.ArchiveRule(
        region,
        {
          analyzerName,
          ruleName: 'accounts-of-the-platform',
          region,
          filters: [{ criteria: 'principal.AWS', contains: [...trustedAccounts] }],
        },
        { parent: this, deleteBeforeReplace: true },
      );
    }
    this.registerOutputs();
  }
}
