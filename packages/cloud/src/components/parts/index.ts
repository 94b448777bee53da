export { retainedKey, logsStatement } from './retained-key.ts';
export { accountPrincipals, policyText } from './policy-text.ts';
export { serviceRole } from './service-role.ts';
