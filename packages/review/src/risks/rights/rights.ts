import { isMapping, type Json, listAt } from '@espalier/model';

/** One thing that a rule of RBAC allows. */
export interface Right {
  readonly verb: string;
  /** `group/resource`, or a path of the API. */
  readonly what: string;
  /** Name of the one object; empty for all. */
  readonly name: string;
}

/** Verbs and resources by which a subject becomes more than it is, or reads what is secret. */
export const escalating = (right: Right): boolean =>
  ['*', 'escalate', 'bind', 'impersonate'].includes(right.verb) ||
  /(?:^|\/)(?:\*|secrets|pods\/exec|pods\/attach|serviceaccounts\/token|roles|rolebindings|clusterroles|clusterrolebindings|nodes\/proxy|certificatesigningrequests\/approval|validatingwebhookconfigurations|mutatingwebhookconfigurations)$/.test(
    right.what,
  );

/** What the rules of a Role or ClusterRole allow, one by one. */
export function rightsOf(role: Json | undefined): readonly Right[] {
  return listAt(role, ['rules'])
    .filter(isMapping)
    .flatMap((rule) => {
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

/** Whether a right includes another one. */
export function covers(wide: Right, narrow: Right): boolean {
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

/** The rights as a reader sees them. */
export function listed(rights: readonly Right[]): string {
  return [...Map.groupBy(rights, ({ what, name }) => `${what.replace(/^\//, '')}${name === '' ? '' : ` '${name}'`}`)]
    .map(([what, same]) => `${same.map(({ verb }) => verb).join(', ')} on ${what}`)
    .join('; ');
}
