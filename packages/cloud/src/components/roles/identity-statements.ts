import { names, type PolicyStatement, type ResolvedIdentity } from '@espalier/model';
import type { Input } from '@pulumi/pulumi';
import { keyThrough, statementsOf, type RoleFacts } from '../../needs/index.ts';
import type { Databases } from '../databases/index.ts';

/** What pods of an identity may do, and nothing more. */
export function statementsOfIdentity(
  identity: ResolvedIdentity,
  facts: RoleFacts,
  databases: Databases,
): readonly PolicyStatement<Input<string>>[] {
  switch (identity.kind) {
    case 'app':
    case 'addon':
      return identity.needs.flatMap((need) => statementsOf(need, facts));
    case 'secret-store': {
      const { account, region } = facts.environment;
      return [
        {
          actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          resources: [names.secretArn(region, account.id, `${identity.secretPrefix}*`)],
        },
        keyThrough('secretsmanager', ['kms:Decrypt'], facts),
      ];
    }
    case 'database-user':
      return [
        {
          actions: ['secretsmanager:GetSecretValue'],
          resources: [databases.of(identity.database.instance).masterSecretArn],
        },
        keyThrough('secretsmanager', ['kms:Decrypt'], facts),
      ];
  }
}
