import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';

export interface OidcProviderArgs {
  readonly controlPlane: {
    readonly issuerUrl: Output<string>;
    /** Without `https://`. */
    readonly issuer: Output<string>;
  };
}

/**
 * What lets IAM believe the tokens of a cluster's ServiceAccounts. Without thumbprints, which IAM looks up by itself.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
 */
export class OidcProvider extends ComponentResource {
  readonly arn: Output<string>;
  /** Without `https://`, as trust policies spell it. */
  readonly issuer: Output<string>;

  constructor(name: string, { controlPlane }: OidcProviderArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:OidcProvider', name, {}, options);
    const provider = new aws.iam.OpenIdConnectProvider(
      name,
      { url: controlPlane.issuerUrl, clientIdLists: ['sts.amazonaws.com'] },
      { parent: this },
    );
    this.arn = provider.arn;
    this.issuer = controlPlane.issuer;
    this.registerOutputs({ arn: this.arn, issuer: this.issuer });
  }
}
