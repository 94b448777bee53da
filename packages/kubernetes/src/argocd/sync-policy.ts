/** The longest pause between two tries of a failed sync. */
export const retryAtLeastEvery = '3m';

/**
 * How every Application syncs: by itself, with pruning, but never down to nothing; only what differs; pruning last; and
 * never an object that another Application owns. A failed sync is tried again without end, on the newest revision,
 * since much that fails heals once something else is there.
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
