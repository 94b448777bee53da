import { isMapping, valueAt, type Json } from '@espalier/model';
import { risksOf, type Found, textOf, type RiskRule } from '../../risk-rule/index.ts';

/** One thing that a rule of RBAC allows. */
interface Right {
  readonly verb: string;
  /** `group/resource`, or a path of the API. */
  readonly what: string;
  /** Name of the one object; empty for all. */
  readonly name: string;
}

/** Verbs and resources by which a subject becomes more than it is, or reads what is secret. */
const escalating = (right: Right): boolean =>
  ['*', 'escalate', 'bind', 'impersonate'].includes(right.verb) ||
  /(?:^|\/)(?:\*|secrets|pods\/exec|pods\/attach|serviceaccounts\/token|roles|rolebindings|clusterroles|clusterrolebindings|nodes\/proxy|certificatesigningrequests\/approval|validatingwebhookconfigurations|mutatingwebhookconfigurations)$/.test(
    right.what,
  );

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
  find: (change) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || after === undefined) return [];
    if (subject.kind === 'Role' || subject.kind === 'ClusterRole') {
      const old = rightsOf(before);
      const gained = rightsOf(after).filter((right) => !old.some((other) => covers(other, right)));
      if (gained.length === 0) return [];
      return risksOf(rbacGained, change, [
        {
          severity: gained.some(escalating) ? 'high' : before === undefined ? 'low' : 'medium',
          path: 'rules',
          effect: `${subject.kind} ${subject.name} allows ${listed(gained)}, which it did not.`,
          steps: ['See that the program needs each of these, and that no smaller right is enough.'],
        },
      ]);
    }
    if (subject.kind !== 'RoleBinding' && subject.kind !== 'ClusterRoleBinding') return [];
    const old = new Set(subjectsOf(before));
    const gained = subjectsOf(after).filter((one) => !old.has(one));
    if (gained.length === 0) return [];
    const role = String(valueAt(after, ['roleRef', 'name']));
    const found: Found = {
      severity:
        role === 'cluster-admin' || gained.some((one) => /system:(?:authenticated|unauthenticated|anonymous)/.test(one))
          ? 'high'
          : before === undefined
            ? 'low'
            : 'medium',
      path: 'subjects',
      effect: `${gained.join(', ')} ${gained.length === 1 ? 'gets' : 'get'} the rights of ${String(valueAt(after, ['roleRef', 'kind']))} ${role}.`,
      steps: ['See that the rights of this role are meant for these subjects.'],
    };
    return risksOf(rbacGained, change, [found]);
  },
};

function rightsOf(role: Json | undefined): readonly Right[] {
  const rules = valueAt(role, ['rules']);
  return (Array.isArray(rules) ? rules : []).filter(isMapping).flatMap((rule) => {
    const texts = (key: string): readonly string[] => [rule[key] ?? []].flat().map(String);
    const names = texts('resourceNames');
    return texts('verbs').flatMap((verb) => [
      ...texts('nonResourceURLs').map((what) => ({ verb, what, name: '' })),
      ...texts('apiGroups').flatMap((group) =>
        texts('resources').flatMap((resource) =>
          (names.length === 0 ? [''] : names).map((name) => ({ verb, what: `${group}/${resource}`, name })),
        ),
      ),
    ]);
  });
}

function covers(wide: Right, narrow: Right): boolean {
  const [group = '', resource = ''] = split(wide.what);
  const [narrowGroup = '', narrowResource = ''] = split(narrow.what);
  return (
    (wide.verb === '*' || wide.verb === narrow.verb) &&
    (wide.what === narrow.what ||
      ((group === '*' || group === narrowGroup) && (resource === '*' || resource === narrowResource))) &&
    (wide.name === '' || wide.name === narrow.name)
  );
}

function split(what: string): readonly string[] {
  const slash = what.indexOf('/');
  return [what.slice(0, slash), what.slice(slash + 1)];
}

function listed(rights: readonly Right[]): string {
  return [...Map.groupBy(rights, ({ what, name }) => `${what.replace(/^\//, '')}${name === '' ? '' : ` '${name}'`}`)]
    .map(([what, same]) => `${same.map(({ verb }) => verb).join(', ')} on ${what}`)
    .join('; ');
}

function subjectsOf(binding: Json | undefined): readonly string[] {
  const subjects = valueAt(binding, ['subjects']);
  return (Array.isArray(subjects) ? subjects : [])
    .filter(isMapping)
    .map(
      ({ kind, namespace, name }) =>
        `${String(kind)} ${namespace === undefined ? '' : `${textOf(namespace)}/`}${String(name)}`,
    );
}
