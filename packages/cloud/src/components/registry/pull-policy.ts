import type { PolicyStatement } from '@espalier/model';
import { accountPrincipals } from '../parts/index.ts';

/** Accounts whose roles may pull; their own IAM says which of them do. */
export function pullStatement(accountIds: readonly string[]): PolicyStatement {
  return {
    sid: 'WorkloadAccountsPull',
    principals: accountPrincipals(accountIds),
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  };
}
