import {
  acknowledgementFolder,
  readAcknowledgement,
  type AcknowledgementDefinition,
  type Problem,
  type ResolvedPlatform,
} from '@espalier/model';
import type { Comparison } from '../comparison/index.ts';
import { subjectName } from '../documents/index.ts';
import { severities } from '../risk-rule/index.ts';
import type { Occurrence, Review, RiskGroup } from '../review/index.ts';

/** An acknowledgement in the workspace. */
export interface Acknowledgement extends AcknowledgementDefinition {
  readonly file: string;
  /** Whether the change adds or edits it. Only then it counts: what was acknowledged before was another change. */
  readonly isInChange: boolean;
}

/** One risk in one place, and what the gate makes of it. */
export interface GatedRisk {
  readonly risk: RiskGroup;
  readonly at: Occurrence;
  readonly acknowledgement: Acknowledgement | undefined;
}

export interface GateResult {
  /** Risks above the budget that nobody acknowledged, and what is wrong with acknowledgements. The change passes without any. */
  readonly problems: readonly Problem[];
  /** Risks above the budget that the change acknowledges. */
  readonly acknowledged: readonly GatedRisk[];
}

/**
 * Whether a change may pass: each risk above the budget of the model needs an acknowledgement in the change.
 *
 * Problems: ESP8040 a risk above the budget, ESP8042 an acknowledgement that has expired, ESP8043 one that matches no risk.
 *
 * @param today as `2026-12-31`
 */
export function gate(
  review: Review,
  { riskBudget }: Pick<ResolvedPlatform, 'riskBudget'>,
  acknowledgements: readonly Acknowledgement[],
  today: string,
): GateResult {
  const expired = acknowledgements.filter(({ until }) => until < today);
  const valid = acknowledgements.filter((one) => one.isInChange && one.until >= today);
  const above = review.risks
    .filter(({ severity }) => severities.indexOf(severity) < severities.indexOf(riskBudget.severity))
    .flatMap((risk) =>
      risk.at.map((at): GatedRisk => ({ risk, at, acknowledgement: valid.find((one) => isAbout(one, risk, at)) })),
    );
  const used = new Set(above.map(({ acknowledgement }) => acknowledgement));
  const all = review.risks.flatMap((risk) => risk.at.map((at) => ({ risk, at })));
  const unused = valid.filter((one) => !used.has(one) && !all.some(({ risk, at }) => isAbout(one, risk, at)));
  return {
    problems: [
      ...above.filter(({ acknowledgement }) => acknowledgement === undefined).map((one) => aboveBudget(one, today)),
      ...expired.map(asExpired),
      ...unused.map(asUnused),
    ],
    acknowledged: above.filter(({ acknowledgement }) => acknowledgement !== undefined),
  };
}

/** The acknowledgements at head, and what is wrong with their files. */
export function acknowledgementsIn(comparison: Comparison): {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly problems: readonly Problem[];
} {
  const changed = new Set(comparison.changed.map(({ path }) => path));
  const paths = comparison.list('head', acknowledgementFolder).filter((path) => /\.ya?ml$/.test(path));
  const read = [...comparison.read('head', paths)].map(([file, text]) => ({
    file,
    ...readAcknowledgement(text, file),
  }));
  return {
    acknowledgements: read.flatMap(({ file, value }) =>
      value === undefined ? [] : [{ ...value, file, isInChange: changed.has(file) }],
    ),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function isAbout({ risk, object, place }: Acknowledgement, { code }: RiskGroup, at: Occurrence): boolean {
  return risk === code && object === subjectName(at.subject) && (place === undefined || place === at.place);
}

function aboveBudget({ risk, at }: GatedRisk, today: string): Problem {
  const object = subjectName(at.subject);
  const name = `${risk.code}-${object.replaceAll(/[^A-Za-z0-9]+/g, '-')}`.toLowerCase().slice(0, 80);
  return {
    code: 'ESP8040',
    file: at.file,
    path: risk.path ?? '',
    found: `${risk.code} in ${at.place}: ${risk.effect}`,
    expected: `No risk above the budget of the platform${risk.because === undefined ? '.' : `: ${risk.because}`}`,
    remedy: [
      ...risk.steps,
      `Where the risk is taken, write ${acknowledgementFolder}/${name}.yaml in the same change:`,
      `risk: ${risk.code}`,
      `object: ${JSON.stringify(object)}`,
      `place: ${at.place}`,
      `reason: <why it is taken, in a sentence>`,
      `by: '@<who takes it>'`,
      `until: '${today}'`,
    ].join('\n'),
  };
}

function asExpired({ file, risk, object, until }: Acknowledgement): Problem {
  return {
    code: 'ESP8042',
    file,
    path: 'until',
    found: `The acknowledgement of ${risk} for ${object} counted until ${until}.`,
    expected: 'No acknowledgement that has expired.',
    remedy: 'Delete the file. Where the change that it is about is not merged yet, set a later day.',
  };
}

function asUnused({ file, risk, object, place }: Acknowledgement): Problem {
  return {
    code: 'ESP8043',
    file,
    path: 'object',
    found: `No ${risk} is about ${object}${place === undefined ? '' : ` in ${place}`} in this change.`,
    expected: 'A risk of this change: its code, object and place as `npx nx review` prints them.',
    remedy: 'Correct the file, or delete it.',
  };
}
