import type { Foundation, Part } from '../parts/index.ts';
import { applyRole } from './apply.ts';
import { imagePushRole } from './image-push.ts';
import { operatorRole } from './operator.ts';
import { planRole } from './plan.ts';
import { viewerRole } from './viewer.ts';

/** The account's roles for CI and people; only the registry's account has the role for image pushes. */
export function accountRoles(foundation: Foundation): readonly Part[] {
  return [
    ...planRole(foundation),
    ...applyRole(foundation),
    ...(foundation.account.role === 'registry' ? imagePushRole(foundation) : []),
    ...operatorRole(foundation),
    ...viewerRole(foundation),
  ];
}
export { plannedTypes } from './planned-types.ts';
