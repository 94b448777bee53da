export { cacheNodeTypes, valkeyVersions } from './cache-node-type.ts';
export { hasNvidiaGpu, instanceCapacity, instanceTypes, isInstanceType } from './instance-type.ts';
export { postgresVersions, rdsInstanceClasses } from './rds-instance-class.ts';
export { partitionOf, regions } from './regions.ts';
