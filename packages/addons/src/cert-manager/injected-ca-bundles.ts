import type { IgnoredDifference } from '@espalier/model';

const group = 'admissionregistration.k8s.io';
const jqPathExpressions = ['.webhooks[]?.clientConfig.caBundle'];

/** What cert-manager's injector writes into webhook configurations, and Git does not hold. */
export const injectedCaBundles: readonly IgnoredDifference[] = [
  { group, kind: 'MutatingWebhookConfiguration', jqPathExpressions },
  { group, kind: 'ValidatingWebhookConfiguration', jqPathExpressions },
];
