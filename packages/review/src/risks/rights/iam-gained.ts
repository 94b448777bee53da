import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { risksOf, type Found, type RiskRule, type Severity } from '../../risk-rule/index.ts';
import { denialsOf, grantsOf, uncoveredBy, type Grant } from './grants.ts';
import { policiesIn } from './policies-in.ts';

/** Actions by which somebody becomes more than they are, or reads what is secret. */
const escalating =
  /^(?:\*|iam:|sts:assumerole|organizations:|account:|kms:(?:\*|putkeypolicy|creategrant)|secretsmanager:(?:\*|getsecretvalue|putresourcepolicy)|s3:(?:\*|putbucketpolicy|putbucketpublicaccessblock)|lambda:(?:\*|addpermission)|ec2:\*|.*:\*$)/i;

/** How many grants one finding names. */
const named = 6;

/** IAM policies that allow what they did not, or no longer deny what they did. */
export const iamGained: RiskRule = {
  code: 'ESP8111',
  title: 'A role or a resource policy allows more in AWS',
  page: {
    why: 'A policy that allows more actions, resources or principals widens what a stolen pod or pull request can do. The rule compares what the statements of both sides allow, not their text: a statement that an earlier one covers is no gain.',
    example: 'An app gets `s3:DeleteObject` on a bucket that it only read.',
    whatToDo:
      'See that each action is called, on the smallest set of resources. Whoever owns the account should approve actions of iam, sts, kms and wildcards.',
  },
  find: (change) => {
    if (change.subject.is !== 'resource' && change.subject.is !== 'bootstrap') return [];
    const [before, after] = [policiesIn(change.before), policiesIn(change.after)];
    return risksOf(
      iamGained,
      change,
      [...after].flatMap(([path, statements]): readonly Found[] => {
        const old = before.get(path) ?? [];
        const isNew = change.before === undefined || change.action === 'renamed';
        const gained = uncoveredBy(grantsOf(old), grantsOf(statements)).filter(
          (grant) => !(isNew && isOwnTrust(grant)),
        );
        const freed = uncoveredBy(denialsOf(statements), denialsOf(old));
        return [
          ...(gained.length === 0
            ? []
            : [
                {
                  severity: severityOf(gained, isNew, isPerimeter(change)),
                  path,
                  effect: `${subjectName(change.subject)} allows ${listed(gained)}, which it did not.`,
                  steps: ['See that each action is called, and on no more resources than these.'],
                },
              ]),
          ...(freed.length === 0
            ? []
            : [
                {
                  severity: 'high' as const,
                  path,
                  effect: `${subjectName(change.subject)} no longer denies ${listed(freed)}.`,
                  steps: ['See what else allows these: a Deny wins over every Allow.'],
                },
              ]),
        ];
      }),
    );
  },
};

/** Who may assume a new role, under conditions: without that the role would be of no use. */
function isOwnTrust({ action, principal, conditions }: Grant): boolean {
  return /^sts:AssumeRole/.test(action) && /^(?:Service|Federated) /.test(principal) && conditions !== '';
}

/** The policy of an endpoint lets requests through that something else has to allow. */
function isPerimeter({ subject }: Change): boolean {
  return subject.is === 'resource' && subject.resourceType === 'aws:ec2/vpcEndpoint:VpcEndpoint';
}

function severityOf(gained: readonly Grant[], isNew: boolean, isPerimeterPolicy: boolean): Severity {
  if (isPerimeterPolicy) return 'medium';
  const isOpen = gained.some(({ principal, conditions }) => /(^|\s)\*$/.test(principal) && conditions === '');
  if (isOpen || gained.some(({ action, resource }) => action === '*' && resource === '*')) return 'critical';
  const own = gained.filter(({ action, principal }) => principal === '' && escalating.test(action));
  // A role that comes with the app that uses it reads the secrets and keys of that app.
  if (isNew) return own.some(({ action }) => /^(?:\*|iam:|sts:assumerole$)/i.test(action)) ? 'high' : 'low';
  return own.length > 0 ? 'high' : 'medium';
}

/** Who may do what on which resource; grants under conditions apart, since they allow less than they say. */
function listed(grants: readonly Grant[]): string {
  const groups = Map.groupBy(grants, ({ principal, resource, conditions }) =>
    [principal, resource, String(conditions !== '')].join('|'),
  );
  const texts = [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const actions = [...new Set(same.map(({ action }) => action))];
    const shown = actions.length > named ? [...actions.slice(0, named), `${actions.length - named} more`] : actions;
    const who = first.principal === '' ? '' : `${first.principal} `;
    const on = first.resource === '' ? '' : ` on ${first.resource}`;
    return [`${who}${shown.join(', ')}${on}${first.conditions === '' ? '' : ' under conditions'}`];
  });
  return texts.length > named
    ? `${texts.slice(0, named).join('; ')}; and ${texts.length - named} more`
    : texts.join('; ');
}
