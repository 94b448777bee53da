export { ApiAccess } from './api-access.ts';
export { Access } from './access.ts';
export { ClusterAlarms } from './cluster-alarms.ts';
export { ControlPlane } from './control-plane.ts';
export { ManagedAddons, type ManagedAddonArgs } from './managed-addons.ts';
