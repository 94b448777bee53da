export { chartMajor } from './chart-major.ts';
export { crdNarrowed } from './crd-narrowed.ts';
export { imageSource } from './image-source.ts';
export { kubernetesVersion } from './kubernetes-version.ts';
export { nodesReplaced } from './nodes-replaced.ts';
export { toolchain } from './toolchain.ts';
