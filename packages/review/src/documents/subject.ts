/** What a change is about. */
export type Subject = ObjectSubject | ResourceSubject | ValuesSubject | BootstrapSubject | TextSubject;

/** A Kubernetes object. */
export interface ObjectSubject {
  readonly is: 'object';
  readonly cluster: string;
  /** Argo CD Application that applies it: its folder in the tree, such as `identity` or `argocd`. */
  readonly application: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for objects without one. */
  readonly namespace: string;
  readonly name: string;
}

/** A resource that a stack would register in AWS. */
export interface ResourceSubject {
  readonly is: 'resource';
  /** `cluster-production`, `environment-production`, `account-shared` */
  readonly stack: string;
  /** Pulumi type token, such as `aws:rds/instance:Instance`; `stack:outputs` for the outputs of the stack. */
  readonly resourceType: string;
  readonly name: string;
}

/** Helm values of an addon, whose chart Argo CD renders. */
export interface ValuesSubject {
  readonly is: 'values';
  readonly cluster: string;
  readonly addon: string;
}

/** The Terraform bootstrap of an account. */
export interface BootstrapSubject {
  readonly is: 'bootstrap';
  readonly account: string;
}

/** A file in the tree that is none of these. */
export interface TextSubject {
  readonly is: 'text';
  readonly path: string;
}

/** Two subjects with equal ids are the same thing at two points in time. An object keeps its id in another application. */
export function subjectId(subject: Subject): string {
  switch (subject.is) {
    case 'object':
      return ['object', subject.cluster, groupOf(subject), subject.kind, subject.namespace, subject.name].join('|');
    case 'resource':
      return ['resource', subject.stack, subject.resourceType, subject.name].join('|');
    case 'values':
      return ['values', subject.cluster, subject.addon].join('|');
    case 'bootstrap':
      return ['bootstrap', subject.account].join('|');
    case 'text':
      return ['text', subject.path].join('|');
  }
}

/** The place that a change is counted for: a cluster, or a stack that belongs to no one cluster. */
export function placeOf(subject: Subject): string {
  switch (subject.is) {
    case 'object':
    case 'values':
      return subject.cluster;
    case 'resource':
      return /^cluster-(.+)$/.exec(subject.stack)?.[1] ?? subject.stack;
    case 'bootstrap':
      return `account-${subject.account}`;
    case 'text':
      return /^clusters\/([^/]+)\//.exec(subject.path)?.[1] ?? subject.path;
  }
}

/** What a reader calls it, without its place: `Deployment auth/identity`. */
export function subjectName(subject: Subject): string {
  switch (subject.is) {
    case 'object':
      return `${subject.kind} ${subject.namespace === '' ? '' : `${subject.namespace}/`}${subject.name}`;
    case 'resource':
      return subject.resourceType === stackOutputs
        ? `outputs of ${subject.stack}`
        : `${shortType(subject.resourceType)} ${subject.name}`;
    case 'values':
      return `values of ${subject.addon}`;
    case 'bootstrap':
      return `bootstrap of ${subject.account}`;
    case 'text':
      return subject.path;
  }
}

/** The outputs of a stack, which have a file of the plan and no type. */
export const stackOutputs = 'stack:outputs';

/** API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: Pick<ObjectSubject, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** `aws:rds/instance:Instance` is `rds.Instance` to a reader. */
function shortType(token: string): string {
  const [packageName = '', module = '', kind = ''] = token.split(':');
  const service = module.split('/')[0] ?? '';
  return packageName === 'aws' ? `${service}.${kind}` : `${packageName}.${kind}`;
}
