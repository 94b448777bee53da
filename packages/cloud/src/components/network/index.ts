export { FlowLogs } from './flow-logs.ts';
export { Network, type NetworkNat } from './network.ts';
export { VpcEndpoints } from './vpc-endpoints.ts';
