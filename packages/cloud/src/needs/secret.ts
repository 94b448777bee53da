import * as aws from '@pulumi/aws';
import type { NeedInCloud } from './need-in-cloud.ts';
import { logicalName } from './logical-name.ts';
import { tagsOf } from './tags.ts';

/**
 * A secret in Secrets Manager without a value, which a human puts there: it is never in the state. External Secrets
 * reads it with the role of the namespace, so that its owner's role may do nothing with it.
 */
export const secret: NeedInCloud<'secret'> = {
  component: 'Secret',

  provide(need, around) {
    new aws.secretsmanager.Secret(
      logicalName(need, around),
      {
        name: need.secretPath,
        description: need.description ?? `${need.name} of ${around.owner}; a human puts the value here.`,
        kmsKeyId: around.dataKeyArn,
        recoveryWindowInDays: 30,
        tags: tagsOf(need, around),
      },
      { parent: around.parent, protect: true, retainOnDelete: true },
    );
    return {};
  },
  statements: () => [],
};
