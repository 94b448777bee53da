import type { RiskGroup } from '../../review/index.ts';
import { severities } from '../../risk-rule/index.ts';
import { causesAt, counted, cut, inPlaces, listed, marks, namesAt } from '../wording/index.ts';
import type { Detail } from './detail.ts';
import { code, details, link, plain, table } from './escape.ts';

interface Links {
  readonly fileUrl?: (path: string) => string;
  readonly ruleUrl?: (code: string) => string;
}

/** Rows that fit on the first screen. */
const firstScreen = 10;

/** Characters of what happens; the report has all of it. */
const mostOfEffect = 400;

export function risksSection(
  risks: readonly RiskGroup[],
  gone: ReadonlySet<string>,
  links: Links,
  detail: Detail,
): readonly string[] {
  if (risks.length === 0) return [];
  const title = ['', '### Stop and look', ''];
  switch (detail.risks) {
    case 'codes':
      return [...title, `${codeCounts(risks)}.`];
    case 'by code':
      return [...title, ...table(['risk', 'count', 'where'], byCode(risks, links, detail))];
    case 'short':
      return [...title, ...opened(['risk', 'where', 'what happens'], risks.map(shortRow))];
    case 'each':
      return [
        ...title,
        ...opened(
          ['risk', 'where', 'what happens', 'what to do'],
          risks.map((risk) => rowOf(risk, gone, links)),
        ),
      ];
  }
}

/** The first rows, and the others in a block to open. */
function opened(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    ...table(head, rows.slice(0, firstScreen)),
    ...(rows.length > firstScreen
      ? details(counted(rows.length - firstScreen, 'more risk'), table(head, rows.slice(firstScreen)))
      : []),
  ];
}

function codeCounts(risks: readonly RiskGroup[]): string {
  return [...Map.groupBy(risks, ({ code: rule }) => rule)]
    .map(([rule, same]) => `${plain(rule)} × ${same.flatMap(({ at }) => at).length.toLocaleString('en')}`)
    .join(', ');
}

function shortRow({ severity, code: rule, at, effect }: RiskGroup): readonly string[] {
  return [
    `${marks[severity]} ${severity} ${plain(rule)}`,
    `${namesAt(at).map(code).join(', ')} ${plain(inPlaces(at))}`,
    plain(cut(effect, 60)),
  ];
}

function rowOf(risk: RiskGroup, gone: ReadonlySet<string>, links: Links): readonly string[] {
  const { severity, title, at, effect, because, steps, source } = risk;
  const sentences = [effect, because, source].filter((sentence) => sentence !== undefined);
  const file = at[0]?.file;
  const [cause] = causesAt(at, 1);
  const addresses =
    links.fileUrl === undefined
      ? []
      : [
          ...(file === undefined || gone.has(file) ? [] : [link('rendered', links.fileUrl(file))]),
          ...(cause === undefined ? [] : [link('definition', links.fileUrl(cause))]),
        ];
  return [
    `${marks[severity]} **${severity}** ${plain(title)} ${codeOf(risk, links)}`,
    [`${namesAt(at).map(code).join(', ')} ${plain(inPlaces(at))}`, ...addresses].join('<br>'),
    plain(cut(sentences.join(' '), mostOfEffect)),
    steps.length === 1
      ? plain(steps[0] ?? '')
      : steps.map((step, index) => `${index + 1}. ${plain(step)}`).join('<br>') || '–',
  ];
}

function codeOf({ code: rule }: RiskGroup, { ruleUrl }: Links): string {
  return link(plain(rule), ruleUrl?.(rule));
}

function byCode(risks: readonly RiskGroup[], links: Links, { names }: Detail): readonly (readonly string[])[] {
  return severities.flatMap((severity) =>
    [
      ...Map.groupBy(
        risks.filter((risk) => risk.severity === severity),
        ({ code: rule }) => rule,
      ).values(),
    ].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const at = same.flatMap((risk) => risk.at);
      return [
        [
          `${marks[severity]} **${severity}** ${plain(first.title)} ${codeOf(first, links)}`,
          at.length.toLocaleString('en'),
          `${names === 0 ? '' : `${listed(namesAt(at).map(code), names)} `}${plain(inPlaces(at))}`,
        ],
      ];
    }),
  );
}
