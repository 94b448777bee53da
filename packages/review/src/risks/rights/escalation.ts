import type { Grant } from './grants.ts';
import { overlaps } from './patterns.ts';

/** Actions that give more rights, or read secrets. In lower case, as patterns. */
const escalatingActions: readonly string[] = [
  'iam:*',
  'sts:assumerole*',
  'organizations:*',
  'account:*',
  'kms:putkeypolicy',
  'kms:creategrant',
  'secretsmanager:getsecretvalue',
  'secretsmanager:batchgetsecretvalue',
  'secretsmanager:putresourcepolicy',
  's3:putbucketpolicy',
  's3:putbucketpublicaccessblock',
  'lambda:addpermission',
];

/** Those that a role which is new does not need for its own app. */
const beyondOwnApp: readonly string[] = ['iam:*', 'sts:assumerole'];

/** All actions of a service, or of all. */
const wholeService = /^[^:]*\*$|^[^:]*:\*$/;

/** Policies of AWS that allow all of AWS, of a service or of a cluster. */
const administering =
  /\/(?:AdministratorAccess(?:-[\w-]+)?|PowerUserAccess|\w*FullAccess(?:[_-]\w+)?|AmazonEKS(?:Cluster)?AdminPolicy)$/;

/** Whether an action, which may be a pattern, takes in one that escalates. */
export function isEscalating({ action }: Grant): boolean {
  return wholeService.test(action) || escalatingActions.some((one) => overlaps(action.toLowerCase(), one));
}

/** Whether an action, which may be a pattern, takes in one that no new app needs for itself. */
export function isBeyondOwnApp({ action }: Grant): boolean {
  return beyondOwnApp.some((one) => overlaps(action.toLowerCase(), one));
}

/** Whether a grant attaches a policy of AWS that allows nearly everything. */
export function isAdministering({ action }: Grant): boolean {
  return action.startsWith('attach ') && administering.test(action);
}
