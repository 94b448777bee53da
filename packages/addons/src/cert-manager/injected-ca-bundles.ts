import type { IgnoredDifference } from '@espalier/model';

const group = 'admissionregistration.k8s.io';
const jqPathExpressions = ['.webhooks[]?.clientConfig.caBundle'];

/** Fields of webhook configurations that cert-manager's injector writes and that are not in Git. */
export const injectedCaBundles: readonly IgnoredDifference[] = [
  { group, kind: 'MutatingWebhookConfiguration', jqPathExpressions },
  { group, kind: 'ValidatingWebhookConfiguration', jqPathExpressions },
];
