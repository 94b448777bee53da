import { names, type ResolvedIdentity } from '@espalier/model';
import { keyThrough, statementsOf, type RoleFacts, type Statement } from '../../needs/index.ts';
import type { Databases } from './databases.ts';

/** What pods of an identity may do, and nothing more. */
export function statementsOfIdentity(
  identity: ResolvedIdentity,
  facts: RoleFacts,
  databases: Databases,
): readonly Statement[] {
  switch (identity.kind) {
    case 'app':
    case 'addon':
      return identity.needs.flatMap((need) => statementsOf(need, facts));
    case 'secret-store': {
      const { account, region } = facts.environment;
      return [
        {
          Effect: 'Allow',
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: [names.secretArn(region, account.id, `${identity.secretPrefix}*`)],
        },
        keyThrough('secretsmanager', ['kms:Decrypt'], facts),
      ];
    }
    case 'database-user':
      return [
        {
          Effect: 'Allow',
          Action: ['secretsmanager:GetSecretValue'],
          Resource: [databases.of(identity.database.instance).masterSecretArn],
        },
        keyThrough('secretsmanager', ['kms:Decrypt'], facts),
      ];
  }
}
