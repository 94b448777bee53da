export { deletedState } from './deleted-state.ts';
export { refusedByKubernetes } from './refused-by-kubernetes.ts';
