import type { KubernetesObject } from '@espalier/model';
import type { Fault } from './fault.ts';

/** The rule for the names of a kind. */
interface NameSyntax {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly says: string;
}

const label: NameSyntax = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  says: "lower-case letters, digits and '-', beginning and ending with a letter or digit",
};

/** Source: `IsDNS1123Subdomain` of k8s.io/apimachinery; most kinds. */
const subdomain: NameSyntax = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
  says: "lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or digit",
};

/** Source: `IsDNS1035Label`; Services become DNS names. */
const startingWithLetter: NameSyntax = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  says: "lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit",
};

/** Source: `IsValidPathSegmentName`; RBAC accepts names such as `system:node`. */
const pathSegment: NameSyntax = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  longest: 253,
  says: "anything but '/' and '%'",
};

/** The names of a CronJob's Jobs are its name and 11 more characters. */
const cronJob: NameSyntax = { ...subdomain, longest: 52 };

const byKind: Readonly<Record<string, NameSyntax>> = {
  ' Namespace': label,
  ' Service': startingWithLetter,
  'batch CronJob': cronJob,
  // The names of a StatefulSet's pods start with its name, and are DNS names.
  'apps StatefulSet': label,
  'rbac.authorization.k8s.io Role': pathSegment,
  'rbac.authorization.k8s.io RoleBinding': pathSegment,
  'rbac.authorization.k8s.io ClusterRole': pathSegment,
  'rbac.authorization.k8s.io ClusterRoleBinding': pathSegment,
};

/**
 * The name and namespace of an object, by the rules of its kind.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameFaults({ apiVersion, kind, metadata }: KubernetesObject): readonly Fault[] {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return [
    ...faultOf('metadata.name', metadata.name, byKind[`${group} ${kind}`] ?? subdomain),
    ...(metadata.namespace === undefined ? [] : faultOf('metadata.namespace', metadata.namespace, label)),
  ];
}

function faultOf(path: string, name: string, { pattern, longest, says }: NameSyntax): readonly Fault[] {
  if (pattern.test(name) && name.length <= longest) return [];
  return [
    {
      code: 'ESP7204',
      path,
      found: name.length > longest ? `'${name}' has ${name.length} characters.` : `'${name}' is not a name.`,
      expected: `At most ${longest} characters: ${says}.`,
      remedy: 'Choose another name.',
    },
  ];
}
