const syncOptions = 'argocd.argoproj.io/sync-options';
const compareOptions = 'argocd.argoproj.io/compare-options';

/**
 * Adds Argo CD's sync options to an object's annotations, except options whose key is already there. With `Prune=false`
 * it also adds the compare option `IgnoreExtraneous`. Without it, an Application whose kept object has left the tree
 * would stay OutOfSync, self-heal would sync it forever, and real drift would be hidden.
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

/** Adds the annotations that make Argo CD keep an object after its file has left the tree. */
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
