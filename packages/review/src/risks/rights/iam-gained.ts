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
                  severity: severityOf(gained, isNew),
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

function severityOf(gained: readonly Grant[], isNew: boolean): Severity {
  const isOpen = gained.some(({ principal, conditions }) => /(^|\s)\*$/.test(principal) && conditions === '');
  if (isOpen || gained.some(({ action, resource }) => action === '*' && resource === '*')) return 'critical';
  const own = gained.filter(({ action, principal }) => principal === '' && escalating.test(action));
  // A role that comes with the app that uses it reads the secrets and keys of that app.
  if (isNew) return own.some(({ action }) => /^(?:\*|iam:|sts:assumerole$)/i.test(action)) ? 'high' : 'low';
  return own.length > 0 ? 'high' : 'medium';
}

function listed(grants: readonly Grant[]): string {
  const texts = [...Map.groupBy(grants, ({ principal, resource }) => `${principal}|${resource}`).values()].map(
    (same) => {
      const [first] = same;
      const actions = same.map(({ action }) => action);
      const shown = actions.length > named ? [...actions.slice(0, named), `${actions.length - named} more`] : actions;
      return `${first?.principal === '' ? '' : `${first?.principal} `}${shown.join(', ')}${first?.resource === '' ? '' : ` on ${first?.resource}`}`;
    },
  );
  return texts.length > named
    ? `${texts.slice(0, named).join('; ')}; and ${texts.length - named} more`
    : texts.join('; ');
}
