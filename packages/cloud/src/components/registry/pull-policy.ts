import { accountPrincipals, type ResourceStatement } from '../parts/index.ts';

/** Accounts whose roles may pull; their own IAM says which of them do. */
export function pullStatement(accountIds: readonly string[]): ResourceStatement {
  return {
    Sid: 'WorkloadAccountsPull',
    Effect: 'Allow',
    Principal: accountPrincipals(accountIds),
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  };
}
