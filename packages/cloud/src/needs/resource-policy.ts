import { policyDocument, type PolicyStatement } from '@espalier/model';

/** What a resource policy is about. */
interface Guarded {
  /** Service prefix of the actions: `s3`, `sqs`. */
  readonly service: string;
  readonly resources: readonly string[];
  /** Account whose principals alone may come near. */
  readonly accountId: string;
}

/**
 * A resource policy that allows nothing and refuses what no identity policy may allow: a plain connection, and
 * callers of other accounts. Services of AWS may come.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export function accountOverTls({ service, resources, accountId }: Guarded): string {
  const deny: PolicyStatement = { effect: 'Deny', principals: '*', actions: `${service}:*`, resources };
  return JSON.stringify(
    policyDocument([
      { sid: 'TlsOnly', ...deny, conditions: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        sid: 'AccountOnly',
        ...deny,
        conditions: {
          StringNotEquals: { 'aws:PrincipalAccount': accountId },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ]),
  );
}
