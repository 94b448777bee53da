import { valueAt, type Json } from '@espalier/model';

/** Options that Argo CD reads from an object, such as `Prune=false`. */
export function syncOptionsOf(object: Json | undefined): readonly string[] {
  const options = valueAt(object, ['metadata', 'annotations', 'argocd.argoproj.io/sync-options']);
  return typeof options === 'string' ? options.split(',').map((option) => option.trim()) : [];
}
