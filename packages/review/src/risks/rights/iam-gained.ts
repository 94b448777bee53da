import { valueAt, type Json, type PolicyStatement } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { risksOf, type Found, type RiskContext, type RiskRule, type Severity } from '../../risk-rule/index.ts';
import { assignmentsIn, boundariesIn, isOfNewRole } from './assignments.ts';
import { isAdministering, isBeyondOwnApp, isEscalating } from './escalation.ts';
import { denialsOf, grantsOf, uncoveredBy, type Grant } from './grants.ts';
import { isGuardedGone } from './guarded.ts';
import { isForeign } from './known-accounts.ts';
import { policiesIn } from './policies-in.ts';

/** How many grants one risk names. */
const named = 6;

/** IAM policies that allow what they did not, or no longer deny what they did. */
export const iamGained: RiskRule = {
  code: 'ESP8111',
  title: 'A role or a resource policy allows more in AWS',
  page: {
    why: 'A policy that allows more actions, resources or principals widens what a stolen pod or pull request can do. The rule compares what the statements of both sides allow, not their text: a statement that an earlier one covers is no gain.',
    example: 'An app gets `s3:DeleteObject` on a bucket that it only read.',
    whatToDo:
      'See that each action is called, on the smallest set of resources. The owner of the account approves actions of iam, sts and kms, and wildcards.',
  },
  find: (change, context) => {
    if (change.subject.is !== 'resource' && change.subject.is !== 'bootstrap') return [];
    const [before, after] = [policiesIn(change.before), policiesIn(change.after)];
    return risksOf(iamGained, change, [
      ...[...new Set([...after.keys(), ...before.keys()])].flatMap((path): readonly Found[] => {
        const [old, now] = [before.get(path) ?? [], after.get(path) ?? withoutPolicy(change, path)];
        const gained = uncoveredBy(grantsOf(old), grantsOf(now)).filter(
          (grant) => !(isNew(change) && isOwnTrust(grant)),
        );
        const freed =
          !after.has(path) && isGuardedGone(change, path, context.changes)
            ? []
            : uncoveredBy([...denialsOf(now), ...deniedElsewhere(change, context)], denialsOf(old));
        return [
          ...gain(change, path, gained, severityOf(gained, change, context)),
          ...(freed.length === 0
            ? []
            : [loss(path, `${subjectName(change.subject)} no longer denies ${listed(freed)}.`)]),
        ];
      }),
      ...assigned(change, context),
      ...unbounded(change),
    ]);
  },
};

function isNew({ before, action }: Change): boolean {
  return before === undefined || action === 'renamed';
}

function gain({ subject }: Change, path: string, gained: readonly Grant[], severity: Severity): readonly Found[] {
  if (gained.length === 0) return [];
  return [
    {
      severity,
      path,
      effect: `${subjectName(subject)} allows ${listed(gained)}, which it did not.`,
      steps: ['See that each action is called, and on no more resources than these.'],
    },
  ];
}

function loss(path: string, effect: string): Found {
  return { severity: 'high', path, effect, steps: ['See what else allows these: a Deny wins over every Allow.'] };
}

/** An endpoint without a policy lets every request through. */
function withoutPolicy(change: Change, path: string): readonly PolicyStatement[] {
  const isOpen = isPerimeter(change) && path === 'inputs.policy' && isWithout(change.after, path);
  return isOpen ? [{ principals: '*', actions: '*', resources: '*' }] : [];
}

function isWithout(data: Json | undefined, path: string): boolean {
  return data !== undefined && valueAt(data, path.split('.')) === undefined;
}

/** What new policies of the same type deny, such as one under another name. */
function deniedElsewhere({ after, subject }: Change, { changes }: RiskContext): readonly Grant[] {
  if (after !== undefined || subject.is !== 'resource') return [];
  return changes
    .filter((one) => isLike(one, subject) && one.before === undefined)
    .flatMap((one) => denialsOf([...policiesIn(one.after).values()].flat()));
}

function isLike({ subject }: Change, { stack, resourceType }: { stack: string; resourceType: string }): boolean {
  return subject.is === 'resource' && subject.stack === stack && subject.resourceType === resourceType;
}

/** Rights that come with a policy of AWS or a role, by its name. */
function assigned(change: Change, context: RiskContext): readonly Found[] {
  const [before, after] = [assignmentsIn(change.before), assignmentsIn(change.after)];
  return [...after].flatMap(([path, grants]): readonly Found[] => {
    const { subject } = change;
    const moved = context.changes.filter(
      (one) => one.after === undefined && subject.is === 'resource' && isLike(one, subject),
    );
    const old = [
      ...(before.get(path) ?? []),
      ...moved.flatMap((one) => [...assignmentsIn(one.before).values()].flat()),
    ];
    const gained = uncoveredBy(old, grants);
    const ofNewRole = isOfNewRole(change, path, context.changes);
    // A new app comes with its role.
    if (ofNewRole && gained.every(({ action }) => action === 'assume')) return [];
    const severity = gained.some((grant) => isAdministering(grant) || isForeign(grant, context.comparison))
      ? 'high'
      : ofNewRole
        ? 'low'
        : 'medium';
    return gain(change, path, gained, severity);
  });
}

/** Roles whose ceiling is another one, or gone. */
function unbounded({ subject, before, after }: Change): readonly Found[] {
  const [roles, now] = [boundariesIn(before), boundariesIn(after)];
  return [...roles].flatMap(([path, boundary]): readonly Found[] => {
    if (boundary === undefined || !now.has(path) || now.get(path) === boundary) return [];
    const next = now.get(path);
    return [
      loss(
        path,
        `${subjectName(subject)} is no longer bounded by ${boundary}${next === undefined ? '' : `, but by ${next}`}.`,
      ),
    ];
  });
}

/** Who may assume a new role, under conditions that name them: without that the role would be of no use. */
function isOwnTrust(grant: Grant): boolean {
  return isTrust(grant) && /^(?:Service|Federated) /.test(grant.principal) && !isLoose(grant);
}

function isTrust({ action }: Grant): boolean {
  return /^sts:AssumeRole/i.test(action);
}

/** Whether the conditions name no one: none, or patterns. */
function isLoose({ conditions }: Grant): boolean {
  return conditions === '' || /[*?]/.test(conditions);
}

/** The policy of an endpoint lets requests through that something else has to allow. */
function isPerimeter({ subject }: Change): boolean {
  return subject.is === 'resource' && subject.resourceType === 'aws:ec2/vpcEndpoint:VpcEndpoint';
}

function severityOf(gained: readonly Grant[], change: Change, { comparison }: RiskContext): Severity {
  if (isPerimeter(change)) return 'medium';
  const isOpen = gained.some(
    ({ principal, conditions }) => /(?:^|\s)\*$|^\* except /.test(principal) && conditions === '',
  );
  if (isOpen || gained.some(({ action, resource }) => action === '*' && resource === '*')) return 'critical';
  if (gained.some((grant) => isForeign(grant, comparison))) return 'high';
  const own = gained.filter(({ principal }) => principal === '').filter(isEscalating);
  if (!isNew(change)) return own.length > 0 ? 'high' : 'medium';
  // A role that comes with the app that uses it reads the secrets and keys of that app.
  if (own.some((grant) => isBeyondOwnApp(grant) || (grant.resource === '*' && grant.conditions === ''))) return 'high';
  const federated = gained.filter((grant) => isTrust(grant) && grant.principal.startsWith('Federated '));
  if (federated.some(({ conditions }) => conditions === '')) return 'high';
  return federated.some(isLoose) ? 'medium' : 'low';
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
