export { iamGained } from './iam-gained.ts';
export { podSecurityLowered } from './pod-security-lowered.ts';
export { podsGained } from './pods-gained.ts';
export { rbacGained } from './rbac-gained.ts';
