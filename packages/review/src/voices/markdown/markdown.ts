import { noiseKinds } from '../../difference/index.ts';
import { subjectId } from '../../documents/index.ts';
import type { Review } from '../../review/index.ts';
import { cut, noiseText, saysNothing, sectionsOf, verdict, type Section } from '../wording/index.ts';
import { changesOf, countsSection } from './changes.ts';
import { deletedSection } from './deleted.ts';
import { ladder, type Detail } from './detail.ts';
import { code, details, link, plain } from './escape.ts';
import { placesSection } from './places.ts';
import { risksSection } from './risks.ts';

export interface MarkdownOptions {
  /** Most bytes of UTF-8, and so also most code points. @default 60_000 */
  readonly budget?: number;
  /** Address of a file at head. @default no links to files */
  readonly fileUrl?: (path: string) => string;
  /** Address of the full report. @default it is not mentioned */
  readonly reportUrl?: string;
  /** Address of the page of a rule. @default no links to rules */
  readonly ruleUrl?: (code: string) => string;
}

/** First line of a comment, by which the next run finds it. */
export const marker = '<!-- espalier:review -->';

/**
 * The review as a comment of a pull request, in GitHub's Markdown: verdict and risks on the first screen, the rest to be
 * opened. Empty where nothing changes. A review that exceeds the budget is said with less detail, in fixed steps that the
 * comment announces; risks and deletions are in it at every step.
 */
export function markdownOf(review: Review, options: MarkdownOptions = {}): string {
  if (saysNothing(review)) return '';
  const budget = options.budget ?? 60_000;
  const last = ladder.length - 1;
  const sections = sectionsOf(review.changes);
  for (const [step, detail] of ladder.entries()) {
    const shown = shownSections(review, sections, options, detail, step, budget);
    // Where not one application fits, the next step says so.
    if (detail.changes === 'some' && shown.size === 0) continue;
    const text = commentOf(review, sections, shown, options, detail, step);
    if (step === last || Buffer.byteLength(text) <= budget) return text;
  }
  return '';
}

/** Applications whose changes are listed: all, none, or as many as fit, those with risks first. */
function shownSections(
  review: Review,
  sections: readonly Section[],
  options: MarkdownOptions,
  detail: Detail,
  step: number,
  budget: number,
): ReadonlySet<Section> {
  if (detail.changes === 'each') return new Set(sections);
  if (detail.changes !== 'some') return new Set();
  const atRisk = new Set(review.risks.flatMap(({ at }) => at.map(({ subject }) => subjectId(subject))));
  const hasRisk = ({ changes }: Section): boolean =>
    changes.some(({ at }) => at.some(({ subject }) => atRisk.has(subjectId(subject))));
  let room = budget - Buffer.byteLength(commentOf(review, sections, new Set(), options, detail, step));
  const fitting = [...sections.filter(hasRisk), ...sections.filter((section) => !hasRisk(section))].filter(
    (section) => {
      const size = Buffer.byteLength(changesOf(section, options, detail).join('\n')) + 2;
      if (size > room) return false;
      room -= size;
      return true;
    },
  );
  return new Set(fitting);
}

function commentOf(
  review: Review,
  sections: readonly Section[],
  shown: ReadonlySet<Section>,
  options: MarkdownOptions,
  detail: Detail,
  step: number,
): string {
  const { base, head, notChecked } = review;
  const lines = [
    marker,
    `## Review: ${verdict(review).join(' | ').replaceAll('|', '·')}`,
    '',
    `${code(cut(base, 80))} → ${code(cut(head, 80))}${options.reportUrl === undefined ? '' : ` · ${link('full report', options.reportUrl)}`}`,
    ...(step === 0
      ? []
      : [
          '',
          `> **Shortened, step ${step} of ${ladder.length - 1}.** ${detail.leftOut} ${
            options.reportUrl === undefined
              ? '`npx nx review` shows all.'
              : `The ${link('full report', options.reportUrl)} and \`npx nx review\` show all.`
          }`,
        ]),
    ...risksSection(review.risks, goneIn(review), options, detail),
    ...placesSection(review.places, detail),
    ...deletedSection(review.changes, detail),
    ...sections.filter((section) => shown.has(section)).flatMap((section) => changesOf(section, options, detail)),
    ...(detail.changes === 'not' ? [] : countsSection(sections.filter((section) => !shown.has(section)))),
    ...noiseSection(review, options, detail),
    ...(notChecked.length === 0 || detail.changes === 'not'
      ? []
      : [
          '',
          '**Not checked**',
          '',
          ...notChecked.slice(0, 10).map((sentence) => `- ${plain(sentence)}`),
          ...more(notChecked.length - 10),
        ]),
  ];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** Files that are not there at head, to which no link leads. */
function goneIn({ changes }: Review): ReadonlySet<string> {
  return new Set(changes.filter(({ action }) => action === 'deleted').flatMap(({ at }) => at.map(({ file }) => file)));
}

function noiseSection({ noise }: Review, { fileUrl }: MarkdownOptions, detail: Detail): readonly string[] {
  const total = noise.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const counts = noise.map(({ kind, count }) => `${kind} ${count.toLocaleString('en')}`).join(', ');
  const title = `Hidden: ${noiseText(total)} (${counts})`;
  if (detail.changes !== 'each') return ['', `${title}.`];
  const most = detail.hasTextDiffs ? 20 : 5;
  return details(
    title,
    noise.flatMap(({ kind, files }) => [
      `- **${kind}**: ${noiseKinds[kind]}`,
      ...files.slice(0, most).map((file) => `  - ${link(code(file), fileUrl?.(file))}`),
      ...more(files.length - most, '  '),
    ]),
  );
}

function more(count: number, indent = ''): readonly string[] {
  return count <= 0 ? [] : [`${indent}- and ${count.toLocaleString('en')} more`];
}
