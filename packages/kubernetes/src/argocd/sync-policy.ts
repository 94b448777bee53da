/** The longest pause between two retries of a failed sync. */
export const retryAtLeastEvery = '3m';

/**
 * The sync policy of every Application: automatic, with pruning, but never pruning all objects. It applies only objects
 * that differ, prunes last, and never changes an object of another Application. A failed sync is retried without limit,
 * on the newest revision, since many failures end when another application is ready.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
 */
export function syncPolicy(additionalOptions: readonly string[] = []): object {
  return {
    automated: { prune: true, selfHeal: true, allowEmpty: false },
    retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: retryAtLeastEvery } },
    syncOptions: [
      'CreateNamespace=false',
      'ApplyOutOfSyncOnly=true',
      'PruneLast=true',
      'FailOnSharedResource=true',
      ...additionalOptions,
    ],
  };
}
