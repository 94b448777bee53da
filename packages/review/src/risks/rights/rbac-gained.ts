import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import type { ObjectSubject } from '../../documents/index.ts';
import { risksOf, textOf, type Found, type RiskContext, type RiskRule, type Severity } from '../../risk-rule/index.ts';
import { covers, escalating, listed, rightsOf } from './rights.ts';
import { escalates, isAggregated, roleOf, rolesIn } from './roles.ts';

/** Roles that allow more, and bindings that reach more. */
export const rbacGained: RiskRule = {
  code: 'ESP8110',
  title: 'RBAC allows more in a cluster',
  page: {
    why: 'Pods with more rights on the Kubernetes API can read secrets, start pods or change other apps. The rule compares what the rules of both sides allow: verbs that a wildcard covered before are no gain.',
    example: 'A Role gets the verb `list` on `secrets`, or a ClusterRoleBinding gets another subject.',
    whatToDo:
      'Give the smallest verbs on named resources. Verbs `escalate`, `bind` and `impersonate`, and rights on secrets, need an owner of the cluster.',
  },
  find: (change, context) => {
    const { subject, after } = change;
    if (subject.is !== 'object' || after === undefined) return [];
    if (subject.kind === 'Role' || subject.kind === 'ClusterRole')
      return risksOf(rbacGained, change, [
        ...byRules(change, subject, after),
        ...byAggregation(change, subject, after, context),
      ]);
    if (subject.kind === 'RoleBinding' || subject.kind === 'ClusterRoleBinding')
      return risksOf(rbacGained, change, byBinding(change, subject, after, context));
    return [];
  },
};

function byRules({ before }: Change, { kind, name }: ObjectSubject, after: Json): readonly Found[] {
  const old = rightsOf(before);
  const gained = rightsOf(after).filter((right) => !old.some((other) => covers(other, right)));
  if (gained.length === 0) return [];
  return [
    {
      severity: severityOf(gained.some(escalating), before),
      path: 'rules',
      effect: `${kind} ${name} allows ${listed(gained)}, which it did not.`,
      steps: ['See that the program needs each of these, and that no smaller right is enough.'],
    },
  ];
}

function severityOf(isEscalating: boolean, before: Json | undefined): Severity {
  return isEscalating ? 'high' : before === undefined ? 'low' : 'medium';
}

/** Rights that one role passes on to others, by labels. */
function byAggregation(
  { before }: Change,
  subject: ObjectSubject,
  after: Json,
  context: RiskContext,
): readonly Found[] {
  const { kind, name } = subject;
  if (kind !== 'ClusterRole') return [];
  const old = new Set(targetsOf(before));
  const targets = targetsOf(after).filter((target) => !old.has(target));
  const selectors = selectorsOf(after).filter((text) => !selectorsOf(before).includes(text));
  return [
    ...(targets.length === 0
      ? []
      : [
          {
            severity: severityOf(rightsOf(after).some(escalating) || isAggregated(after), before),
            path: 'metadata.labels',
            effect: `Whoever has the ClusterRole ${targets.join(' or ')} gets the rights of ClusterRole ${name} as well.`,
            steps: ['See that the rights of this role are meant for everybody who has the others.'],
          },
        ]),
    ...(selectors.length === 0
      ? []
      : [
          {
            severity: severityOf(
              rolesIn(subject.cluster, context).some(
                (role) => isSelected(role, after) && rightsOf(role).some(escalating),
              ),
              before,
            ),
            path: 'aggregationRule',
            effect: `ClusterRole ${name} gets the rights of every ClusterRole with the labels ${selectors.join(' or ')}.`,
            steps: ['See which ClusterRoles have these labels, and who may set them.'],
          },
        ]),
  ];
}

const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-';

/** Names of the ClusterRoles that take in the rights of this one. */
function targetsOf(role: Json | undefined): readonly string[] {
  const labels = valueAt(role, ['metadata', 'labels']);
  return Object.entries(isMapping(labels) ? labels : {}).flatMap(([key, value]) =>
    key.startsWith(aggregateTo) && String(value) === 'true' ? [key.slice(aggregateTo.length)] : [],
  );
}

function selectorsOf(role: Json | undefined): readonly string[] {
  return listAt(role, ['aggregationRule', 'clusterRoleSelectors']).map((selector) =>
    textOf(valueAt(selector, ['matchLabels']) ?? selector),
  );
}

/** Whether the labels of a role match a selector of another one. */
function isSelected(role: Json, by: Json): boolean {
  const labels = valueAt(role, ['metadata', 'labels']);
  return listAt(by, ['aggregationRule', 'clusterRoleSelectors']).some((selector) => {
    const wanted = valueAt(selector, ['matchLabels']);
    return isMapping(wanted) && Object.entries(wanted).every(([key, value]) => valueAt(labels, [key]) === value);
  });
}

function byBinding(change: Change, subject: ObjectSubject, after: Json, context: RiskContext): readonly Found[] {
  // Under another namespace the same binding gives other rights.
  const isMoved = change.from?.is === 'object' && change.from.namespace !== subject.namespace;
  const before = isMoved ? undefined : change.before;
  const [was, role] = [roleOf(before), roleOf(after)];
  const isOther = before !== undefined && (was.kind !== role.kind || was.name !== role.name);
  const old = new Set(isOther ? [] : subjectsOf(before));
  const gained = subjectsOf(after).filter((one) => !old.has(one));
  if (gained.length === 0) return [];
  const isEverybody = gained.some((one) =>
    /system:(?:authenticated|unauthenticated|anonymous|serviceaccounts)$/.test(one),
  );
  return [
    {
      severity: severityOf(isEverybody || escalates(role, subject, context), before),
      path: isOther ? 'roleRef' : 'subjects',
      effect: `${gained.join(', ')} ${gained.length === 1 ? 'gets' : 'get'} the rights of ${role.kind} ${role.name}${isOther ? ` in place of ${was.kind} ${was.name}` : ''}.`,
      steps: ['See that the rights of this role are meant for these subjects.'],
    },
  ];
}

function subjectsOf(binding: Json | undefined): readonly string[] {
  return listAt(binding, ['subjects'])
    .filter(isMapping)
    .map(
      ({ kind, namespace, name }) =>
        `${String(kind)} ${namespace === undefined ? '' : `${textOf(namespace)}/`}${String(name)}`,
    );
}
