export { acknowledgementSchema } from './acknowledgement.ts';
export { helmValuesSchema, kubernetesObjectSchema, outsideClaimsSchema } from './addon.ts';
export { appSchema } from './app.ts';
export { chartVersionsSchema } from './chart-versions.ts';
export { clusterSchema } from './cluster.ts';
export { dataFileSchemas } from './data-files.ts';
export { environmentSchema } from './environment.ts';
export { platformSchema } from './platform.ts';
export { releaseSchema } from './release.ts';
