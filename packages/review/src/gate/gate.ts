import {
  acknowledgementFolder,
  readAcknowledgement,
  type AcknowledgementDefinition,
  type Problem,
  type ResolvedPlatform,
} from '@espalier/model';
import { createHash } from 'node:crypto';
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
  /** Risks above the budget without an acknowledgement, and what is wrong with acknowledgements. The change passes without any. */
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

/** File with the budget of risks. */
const platformFile = 'apps/platform/platform.ts';

/** A risk where the change itself alters the budget that it is held against. */
export function budgetRisks(comparison: Comparison): readonly RiskGroup[] {
  if (!comparison.changed.some(({ path }) => path === platformFile)) return [];
  const [old, now] = (['base', 'head'] as const).map((side) =>
    budgetIn(comparison.read(side, [platformFile]).get(platformFile)),
  );
  if (old === now) return [];
  return [
    {
      code: 'ESP8045',
      title: 'The budget of risks changes',
      severity: 'critical',
      effect: `The change decides about its own gate: the budget goes from ${old ?? 'the default'} to ${now ?? 'the default'}.`,
      steps: ['Change the budget in a pull request of its own.'],
      at: [{ subject: { is: 'text', path: platformFile }, place: 'platform', file: platformFile, causes: [] }],
    },
  ];
}

/** The text of the budget in a definition, without spaces; a definition that says it in another way is compared as a whole. */
function budgetIn(definition: string | undefined): string | undefined {
  const start = definition?.indexOf('riskBudget') ?? -1;
  if (definition === undefined || start === -1) return undefined;
  let depth = 0;
  for (let index = definition.indexOf('{', start); index !== -1 && index < definition.length; index += 1) {
    if (definition[index] === '{') depth += 1;
    if (definition[index] === '}') depth -= 1;
    if (depth === 0) return definition.slice(start, index + 1).replaceAll(/\s+/g, ' ');
  }
  return definition.slice(start);
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

function isAbout({ risk, object, place, digest }: Acknowledgement, group: RiskGroup, at: Occurrence): boolean {
  return risk === group.code && object === subjectName(at.subject) && place === at.place && digest === digestOf(group);
}

/** What an acknowledgement is of: a risk that says more of the same object is another one. */
function digestOf({ code, severity, path = '', effect }: RiskGroup): string {
  return createHash('sha256').update([code, severity, path, effect].join('\0')).digest('hex').slice(0, 8);
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
      `digest: '${digestOf(risk)}'`,
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
    found: `No ${risk} is about ${object} in ${place} in this change, or it says something else now.`,
    expected: 'A risk of this change: code, object, place and digest as `npx nx guard` prints them.',
    remedy: 'Correct the file as the gate prints it, or delete it.',
  };
}
