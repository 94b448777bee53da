export { argocdApplication } from './argocd-application.ts';
export { rootApplication } from './root-application.ts';
export { retryAtLeastEvery } from './sync-policy.ts';
