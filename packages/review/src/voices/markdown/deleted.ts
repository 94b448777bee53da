import { subjectName, type Subject } from '../../documents/index.ts';
import type { ChangeGroup, Occurrence } from '../../review/index.ts';
import { counted, deletes, inPlaces, listed, namesAt } from '../wording/index.ts';
import type { Detail } from './detail.ts';
import { code, details, plain, table } from './escape.ts';

/** Everything that is not there any more after the change, at every step of detail. */
export function deletedSection(changes: readonly ChangeGroup[], detail: Detail): readonly string[] {
  const gone = changes
    .filter(deletes)
    .map(({ at, action }) => ({ at: at.map(asGone), isRenamed: action === 'renamed' }));
  const total = gone.reduce((sum, { at }) => sum + at.length, 0);
  if (total === 0) return [];
  const all = gone.flatMap(({ at }) => at);
  if (detail.risks === 'codes') return ['', `Deleted: ${total.toLocaleString('en')}.`];
  if (detail.risks === 'by code') {
    const rows = [...Map.groupBy(all, ({ subject }) => kindOf(subject))].map(([kind, at]) => [
      plain(kind),
      at.length.toLocaleString('en'),
      `${detail.names === 0 ? '' : `${listed(namesAt(at).map(code), detail.names)} `}${plain(inPlaces(at))}`,
    ]);
    const most = detail.names === 0 ? 20 : rows.length;
    return [
      '',
      `### Deleted: ${total.toLocaleString('en')}`,
      '',
      ...table(['kind', 'count', 'where'], rows.slice(0, most)),
      ...(rows.length > most ? ['', `and ${counted(rows.length - most, 'more kind')}.`] : []),
    ];
  }
  return details(
    `<b>Deleted: ${total.toLocaleString('en')}</b>`,
    gone.map(
      ({ at, isRenamed }) =>
        `- ${namesAt(at).map(code).join(', ')} ${plain(inPlaces(at))}${isRenamed ? ', created again under another name' : ''}`,
    ),
  );
}

/** The occurrence under its old name. */
function asGone({ from, ...rest }: Occurrence): Occurrence {
  return from === undefined ? rest : { ...rest, subject: from };
}

function kindOf(subject: Subject): string {
  return subject.is === 'object'
    ? subject.kind
    : subject.is === 'resource'
      ? (subjectName(subject).split(' ')[0] ?? '')
      : subject.is;
}
