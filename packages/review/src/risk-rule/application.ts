import { isMapping, valueAt, type Json, listAt } from '@espalier/model';

/** Sources of an Application of Argo CD: its one source, or each of several. */
export function sourcesOf(application: Json | undefined): readonly Readonly<Record<string, unknown>>[] {
  return [valueAt(application, ['spec', 'source']), ...listAt(application, ['spec', 'sources'])].filter(isMapping);
}

/** Whether an Application deletes its objects when it is deleted. https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
export function deletesItsObjects(application: Json | undefined): boolean {
  return listAt(application, ['metadata', 'finalizers']).some((one) =>
    String(one).startsWith('resources-finalizer.argocd'),
  );
}
