import type { PolicyStatement } from '@espalier/model';
import type { Input } from '@pulumi/pulumi';
import type { RoleFacts } from './need-in-cloud.ts';

/**
 * What a role may do with the environment's data key, and only where one service asks for it on the role's behalf: the
 * key alone opens nothing.
 *
 * @param service as in `kms:ViaService`, without region and domain: `s3`, `dynamodb`, `sqs`
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyThrough(
  service: string,
  actions: readonly string[],
  facts: RoleFacts,
): PolicyStatement<Input<string>> {
  return {
    actions: actions,
    resources: [facts.dataKeyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${facts.environment.region}.amazonaws.com` } },
  };
}
