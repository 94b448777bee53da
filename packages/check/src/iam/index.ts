export { allows } from './allows.ts';
export { rolesOf, type Role, type ServiceAccountName } from './role.ts';
