export { statementsOfIdentity } from './identity-statements.ts';
export { OidcProvider } from './oidc-provider.ts';
export { ServiceAccountRole, type ServiceAccountRoleArgs } from './service-account-role.ts';
export { volumeKeyStatements } from './volume-keys.ts';
