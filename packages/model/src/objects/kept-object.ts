const syncOptions = 'argocd.argoproj.io/sync-options';
const compareOptions = 'argocd.argoproj.io/compare-options';

/**
 * Adds Argo CD's sync options to an object's annotations, but none whose key they have already; and to `Prune=false`,
 * whether it is added or was there before, the compare option without which it does harm: an Application whose kept
 * object has left the tree would stay OutOfSync, self-heal would sync it for ever, and real drift would go unseen.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/compare-options/
 */
export function withSyncOptions(
  annotations: Readonly<Record<string, string>>,
  options: readonly string[],
): Readonly<Record<string, string>> {
  const annotated = withOptions(annotations, syncOptions, options);
  const isKept = optionsOf(annotated, syncOptions).includes('Prune=false');
  return isKept ? withOptions(annotated, compareOptions, ['IgnoreExtraneous']) : annotated;
}

/** Annotations that make Argo CD keep an object whose file has left the tree, added to those it has. */
export function keptObject(annotations: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return withSyncOptions(annotations, ['Prune=false', 'Delete=false']);
}

function withOptions(
  annotations: Readonly<Record<string, string>>,
  annotation: string,
  options: readonly string[],
): Readonly<Record<string, string>> {
  const given = optionsOf(annotations, annotation);
  const keys = new Set(given.map(keyOf));
  const added = options.filter((option) => !keys.has(keyOf(option)));
  return added.length === 0 ? annotations : { ...annotations, [annotation]: [...given, ...added].join(',') };
}

function optionsOf(annotations: Readonly<Record<string, string>>, annotation: string): readonly string[] {
  return annotations[annotation]?.split(',').map((option) => option.trim()) ?? [];
}

function keyOf(option: string): string {
  return option.split('=')[0] ?? option;
}
