import { valueAt, type Json } from '@espalier/model';
import { goneBy, type Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import {
  deletesItsObjects,
  risksOf,
  sourcesOf,
  syncOptionsOf,
  textOf,
  type Found,
  type RiskRule,
} from '../../risk-rule/index.ts';

/** Applications that leave or deploy somewhere else, and objects that another Application takes over. */
export const applicationMoves: RiskRule = {
  code: 'ESP8120',
  title: 'An Application leaves, or deploys somewhere else',
  page: {
    why: 'An Application with the finalizer of Argo CD deletes its objects when it is deleted; one without leaves them in the cluster, where nothing manages them. One that deploys to another namespace or cluster creates its objects there. An object that moves between Applications belongs to both for a moment.',
    example: 'An app is renamed, or moves to another namespace.',
    whatToDo:
      'See what its objects hold and who calls them. `npx nx uninstall <cluster> --application <name>` prints the steps of an ordered removal.',
  },
  find: (change) =>
    risksOf(applicationMoves, change, isOfApplication(change) ? ofApplication(change) : ofObject(change)),
};

function isOfApplication({ subject }: Change): boolean {
  return subject.is === 'object' && subject.kind === 'Application';
}

function ofApplication(change: Change): readonly Found[] {
  const { subject, before, after } = change;
  const gone = goneBy(change);
  if (subject.is !== 'object') return [];
  if (gone?.is === 'object') {
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
  const changed = (path: string, then: string, severity: Found['severity']): readonly Found[] => {
    const [old, now] = [valueAt(before, path.split('.')), valueAt(after, path.split('.'))];
    return old === undefined || textOf(old) === textOf(now)
      ? []
      : [
          {
            severity,
            path,
            effect: `Application ${subject.name} goes from ${path} ${textOf(old)} to ${textOf(now)}: ${then}.`,
            steps: ['Look at what it deletes and creates before it syncs: argocd app diff ' + subject.name],
          },
        ];
  };
  return [
    ...changed(
      'spec.destination.namespace',
      'objects that name no namespace are created there and deleted in the old one',
      'high',
    ),
    ...['spec.destination.server', 'spec.destination.name'].flatMap((path) =>
      changed(
        path,
        'its objects are created in that cluster, and those of the old one stay without management',
        'high',
      ),
    ),
    ...changed(
      'spec.project',
      'the sync fails where the project does not allow its destination, repository or kinds',
      'medium',
    ),
    ...pathChanges(subject.name, before, after),
  ];
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
      steps: [`Look at what it deletes and creates before it syncs: argocd app diff ${name}`],
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
