import { valueAt, type Json } from '@espalier/model';
import { goneBy, type Change } from '../../changes/index.ts';
import type { Comparison } from '../../comparison/index.ts';
import { readDocuments, subjectName, type ObjectSubject } from '../../documents/index.ts';
import {
  deletesItsObjects,
  risksOf,
  sourcesOf,
  syncOptionsOf,
  textOf,
  type Found,
  type RiskContext,
  type RiskRule,
} from '../../risk-rule/index.ts';

/** Applications that leave or deploy somewhere else, and objects that another Application takes over. */
export const applicationMoves: RiskRule = {
  code: 'ESP8120',
  title: 'An Application leaves, or deploys somewhere else',
  page: {
    why: 'An Application with the finalizer of Argo CD deletes its objects when it is deleted; one without leaves them in the cluster, where nothing manages them. One that deploys to another namespace or cluster creates its objects there. The old ones are deleted, unless its project no longer allows their namespace: Argo CD leaves alone what its project does not allow. An object that moves between Applications belongs to both for a moment.',
    example: 'An app is renamed, or moves to another namespace.',
    whatToDo:
      'See what its objects hold and who calls them. `npx nx uninstall <cluster> --application <name>` prints the steps of an ordered removal.',
  },
  find: (change, context) =>
    risksOf(applicationMoves, change, isOfApplication(change) ? ofApplication(change, context) : ofObject(change)),
};

function isOfApplication({ subject }: Change): boolean {
  return subject.is === 'object' && subject.kind === 'Application';
}

function ofApplication(change: Change, context: RiskContext): readonly Found[] {
  const { subject, before, after } = change;
  const gone = goneBy(change);
  if (subject.is !== 'object') return [];
  if (gone?.is === 'object') {
    // Nothing reads the folder that no longer has it, so that it stays in the cluster as it is.
    if (context.comparison.list('head', `clusters/${gone.cluster}/argocd`).length === 0) return [];
    const uninstall = `See the steps of an ordered removal: npx nx uninstall ${gone.cluster} --application ${gone.name}`;
    const successor = change.action === 'renamed' ? ` Application ${subject.name} creates them anew.` : '';
    return [
      deletesItsObjects(before)
        ? {
            severity: 'high',
            effect: `Application ${gone.name} is deleted together with all its objects.${successor}`,
            because: 'It has the finalizer of Argo CD. Objects with the sync option Delete=false stay.',
            steps: ['Take the change back, if it is still needed.', uninstall],
          }
        : {
            severity: 'medium',
            effect: `Application ${gone.name} is deleted and its objects stay in the cluster, where nothing manages them.${successor}`,
            because: 'It has no finalizer of Argo CD.',
            steps: ['Take the change back, if it is still needed.', uninstall],
          },
    ];
  }
  if (before === undefined || after === undefined) return [];
  const changed = (
    path: string,
    then: string,
    severity: Found['severity'],
    steps: readonly string[],
  ): readonly Found[] => {
    const [old, now] = [valueAt(before, path.split('.')), valueAt(after, path.split('.'))];
    return old === undefined || textOf(old) === textOf(now)
      ? []
      : [
          {
            severity,
            path,
            effect: `Application ${subject.name} goes from ${path} ${textOf(old)} to ${textOf(now)}: ${then}.`,
            steps,
          },
        ];
  };
  return [
    ...toNamespace(subject, before, after, context),
    ...['spec.destination.server', 'spec.destination.name'].flatMap((path) =>
      changed(
        path,
        'its objects are created in that cluster, and those of the old one stay without management',
        'high',
        ['Delete the objects of the old cluster by hand, once nothing calls them.'],
      ),
    ),
    ...changed(
      'spec.project',
      'the sync fails where the project does not allow its destination, repository or kinds',
      'medium',
      [`See that project ${textOf(valueAt(after, ['spec', 'project']))} allows what the Application needs.`],
    ),
    ...pathChanges(subject.name, before, after),
  ];
}

/** An Application that deploys to another namespace, and what becomes of the objects in the old one. */
function toNamespace(
  subject: ObjectSubject,
  before: Json,
  after: Json,
  { comparison, changes }: RiskContext,
): readonly Found[] {
  const [old, now] = [before, after].map((data) => valueAt(data, ['spec', 'destination', 'namespace']));
  if (typeof old !== 'string' || typeof now !== 'string' || old === now) return [];
  const path = 'spec.destination.namespace';
  const left = changes.flatMap((change) => {
    const gone = goneBy(change);
    return gone?.is === 'object' &&
      gone.cluster === subject.cluster &&
      gone.application === subject.name &&
      gone.namespace === old
      ? [gone]
      : [];
  });
  const services = left.filter(({ kind }) => kind === 'Service').map(({ name }) => name);
  const callers = (services.length === 0 ? [subject.name] : services.sort()).map(
    (name) =>
      `Let callers use the new name ${name}.${now}.svc. ${name}.${old}.svc is no longer served once the old Service is deleted.`,
  );
  if (isAllowed(subject, before, after, old, comparison)) {
    return [
      {
        severity: 'high',
        path,
        effect: `Application ${subject.name} goes from namespace ${old} to ${now}: its objects are created there and deleted in the old one.`,
        steps: callers,
      },
    ];
  }
  const isClaim = ({ kind }: ObjectSubject): boolean => kind === 'PersistentVolumeClaim';
  const byHand = left
    .filter((one) => !isClaim(one))
    .map(({ kind, name }) => `${kind.toLowerCase()}/${name}`)
    .sort();
  return [
    {
      severity: 'high',
      path,
      effect: `Application ${subject.name} goes from namespace ${old} to ${now}: its objects are created there, and the objects in the old namespace stay, unmanaged.`,
      because:
        'Its project no longer allows the old namespace. Argo CD does not prune objects outside of the destinations of a project.',
      steps: [
        ...callers,
        ...(left.some(isClaim) ? ['Copy the data of its claims to the new namespace first.'] : []),
        `Then delete the old objects by hand: kubectl --namespace ${old} delete ${byHand.length === 0 ? '<kind>/<name>' : byHand.join(' ')}`,
      ],
    },
  ];
}

/**
 * Whether the project of an Application at head allows a namespace. Of a project that the tree does not have, only another
 * name says that it may not.
 */
function isAllowed(
  { cluster }: ObjectSubject,
  before: Json,
  after: Json,
  namespace: string,
  comparison: Comparison,
): boolean {
  const [was, is] = [before, after].map((data) => textOf(valueAt(data, ['spec', 'project'])));
  const file = `clusters/${cluster}/argocd/appproject-${is}.yaml`;
  const text = comparison.read('head', [file]).get(file);
  const project = text === undefined ? undefined : readDocuments(file, text)[0]?.data;
  const destinations = valueAt(project, ['spec', 'destinations']);
  if (!Array.isArray(destinations)) return was === is;
  return destinations.some((one) => ['*', namespace].includes(textOf(valueAt(one, ['namespace']))));
}

/** Folders of Git that an Application no longer reads. */
function pathChanges(name: string, before: Json, after: Json): readonly Found[] {
  const [old, now] = [pathsIn(before), pathsIn(after)];
  const [gone, come] = [old.filter((path) => !now.includes(path)), now.filter((path) => !old.includes(path))];
  if (gone.length === 0) return [];
  return [
    {
      severity: 'medium',
      path: 'spec.source.path',
      effect: `Application ${name} no longer reads ${gone.join(', ')}${come.length === 0 ? '' : ` but ${come.join(', ')}`}: it deletes the objects that are not there.`,
      steps: ['See that each deletion is meant: npx nx review lists them.'],
    },
  ];
}

function pathsIn(application: Json): readonly string[] {
  return sourcesOf(application)
    .map((source) => source['path'])
    .filter((path): path is string => typeof path === 'string');
}

/** An object that another Application takes over. */
function ofObject({ subject, from, action, after }: Change): readonly Found[] {
  if (action !== 'moved' || subject.is !== 'object' || from?.is !== 'object') return [];
  if (syncOptionsOf(after).includes('Prune=false')) return [];
  return [
    {
      severity: 'medium',
      effect: `${subjectName(subject)} moves from Application ${from.application} to ${subject.application}, and may be deleted and created again on the way.`,
      because: 'The old Application deletes what leaves its folder, unless the new one has taken it over before.',
      steps: [
        'Where it must not be away, set the sync option Prune=false on it in a change before this one.',
        `See that it is there after the sync: kubectl get ${subject.kind.toLowerCase()}/${subject.name}${subject.namespace === '' ? '' : ` --namespace ${subject.namespace}`}`,
      ],
    },
  ];
}
