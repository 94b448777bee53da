import { isMapping, valueAt, type Json } from '@espalier/model';

/** Sources of an Application of Argo CD: its one source, or each of several. */
export function sourcesOf(application: Json | undefined): readonly Readonly<Record<string, unknown>>[] {
  const sources = valueAt(application, ['spec', 'sources']);
  return [
    valueAt(application, ['spec', 'source']),
    ...(Array.isArray(sources) ? (sources as readonly unknown[]) : []),
  ].filter(isMapping);
}

/** Whether an Application deletes its objects when it is deleted. https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
export function deletesItsObjects(application: Json | undefined): boolean {
  const finalizers = valueAt(application, ['metadata', 'finalizers']);
  return Array.isArray(finalizers) && finalizers.some((one) => String(one).startsWith('resources-finalizer.argocd'));
}
