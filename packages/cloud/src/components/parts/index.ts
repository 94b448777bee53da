export { lastingKey, logsStatement } from './lasting-key.ts';
export { accountPrincipals, policyDocument, type ResourceStatement, type RoleStatement } from './policy-document.ts';
export { serviceRole } from './service-role.ts';
