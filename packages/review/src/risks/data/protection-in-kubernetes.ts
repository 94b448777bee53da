import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { deletesItsObjects, syncOptionsOf, type Found, type Severity } from '../../risk-rule/index.ts';
import { unprotected } from './protection.ts';

/** How strongly a sync option keeps an object. */
const strengths: Readonly<Record<string, number>> = { false: 2, confirm: 1 };

/** Protection that Argo CD or Kubernetes gave an object. */
export function unprotectedInKubernetes(change: Change): readonly Found[] {
  const { subject, before, after, action } = change;
  if (before === undefined || after === undefined || action === 'renamed') return [];
  const name = subjectName(subject);
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const path = "metadata.annotations['argocd.argoproj.io/sync-options']";
  const weaker = ['Prune', 'Delete'].flatMap((option): readonly Found[] => {
    const [was, is] = [old.get(option) ?? 'true', now.get(option) ?? 'true'];
    if ((strengths[is] ?? 0) >= (strengths[was] ?? 0)) return [];
    const when = option === 'Prune' ? 'it leaves Git' : 'its Application is deleted';
    return [
      unprotected(
        path,
        `Argo CD deletes ${name} ${is === 'confirm' ? 'once a person confirms it' : 'without a question'} when ${when}: ${option}=${was} is gone.`,
      ),
    ];
  });
  const recreated = ['Force', 'Replace'].flatMap((option): readonly Found[] =>
    now.get(option) !== 'true' || old.get(option) === 'true'
      ? []
      : [
          unprotected(
            subject.is === 'object' && subject.kind === 'Application' ? 'spec.syncPolicy.syncOptions' : path,
            option === 'Force'
              ? `Argo CD may delete ${name} and create it again at a sync (Force=true).`
              : `Argo CD replaces ${name} at each sync instead of patching it (Replace=true).`,
            option === 'Force' && subject.is === 'object' && subject.kind !== 'Job' ? 'high' : 'medium',
            ['See that nothing is lost when it is deleted and created again.'],
          ),
        ],
  );
  return [...weaker, ...recreated, ...policies(name, before, after), ...cascade(change, name)];
}

/** Sync options of an object, or of all objects of an Application. */
function optionsOf(object: Json): ReadonlyMap<string, string> {
  const ofAll = valueAt(object, ['spec', 'syncPolicy', 'syncOptions']);
  const isApplication = isMapping(object) && object['kind'] === 'Application';
  const all = [...syncOptionsOf(object), ...(isApplication && Array.isArray(ofAll) ? ofAll.map(String) : [])];
  return new Map(all.map((option) => [option.split('=')[0] ?? '', option.split('=')[1] ?? '']));
}

/** Fields that keep something while they say `Retain`. */
const retaining: readonly (readonly [path: readonly string[], effect: (name: string) => string, severity: Severity])[] =
  [
    [['reclaimPolicy'], (name) => `Volumes made by ${name} are deleted with their claims.`, 'high'],
    [['spec', 'persistentVolumeReclaimPolicy'], (name) => `The disk of ${name} is deleted with its claim.`, 'high'],
    [
      ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'],
      (name) => `The claims of ${name} are deleted with it.`,
      'high',
    ],
    [
      ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'],
      (name) => `The claims of ${name} are deleted when it is scaled down.`,
      'high',
    ],
    [
      ['spec', 'target', 'deletionPolicy'],
      (name) => `The Secret of ${name} is deleted when its value is missing in the store.`,
      'medium',
    ],
  ];

function policies(name: string, before: Json, after: Json): readonly Found[] {
  return retaining
    .filter(([path]) => valueAt(after, path) === 'Delete' && valueAt(before, path) !== 'Delete')
    .map(([path, effect, severity]) => unprotected(path.join('.'), effect(name), severity));
}

/** An Application that deletes its objects when it is deleted itself, and did not before. */
function cascade({ subject, before, after }: Change, name: string): readonly Found[] {
  if (subject.is !== 'object' || subject.kind !== 'Application') return [];
  if (deletesItsObjects(before) || !deletesItsObjects(after)) return [];
  return [
    unprotected(
      'metadata.finalizers',
      `${name} deletes all its objects when it is deleted: it gets the finalizer for that.`,
      'medium',
      ['See that its objects may go with it: those with the sync option Delete=false stay.'],
    ),
  ];
}
