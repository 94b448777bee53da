/** How much a comment says. */
export interface Detail {
  /** What is left out, as a full sentence; empty where nothing is. */
  readonly leftOut: string;
  /** How changes are listed: all, of as many applications as fit while the others are counted, only counted, or not. */
  readonly changes: 'each' | 'some' | 'counted' | 'not';
  readonly hasTextDiffs: boolean;
  /** Most fields of one change. */
  readonly fields: number;
  /** Most names in a row of a risk or a deletion. */
  readonly names: number;
  /** How risks are listed: with their reasons, steps and links, without them, or by code; deletions by kind with the last two. */
  readonly risks: 'each' | 'short' | 'by code' | 'codes';
  /** Most places in the table of places. */
  readonly places: number;
}

const full: Detail = {
  leftOut: '',
  changes: 'each',
  hasTextDiffs: true,
  fields: 40,
  names: Infinity,
  risks: 'each',
  places: Infinity,
};
const withoutTexts: Detail = { ...full, hasTextDiffs: false, leftOut: 'Differences of texts are left out.' };
const fewFields: Detail = {
  ...withoutTexts,
  fields: 2,
  leftOut: 'Differences of texts, and more than two fields of a change, are left out.',
};
const someApplications: Detail = {
  ...fewFields,
  changes: 'some',
  leftOut:
    'Some applications are only counted; of the others, texts and more than two fields of a change are left out.',
};
const counted: Detail = {
  ...fewFields,
  changes: 'counted',
  leftOut: 'Changes are counted by application. Risks and deletions are all here.',
};
const risksOnly: Detail = {
  ...counted,
  changes: 'not',
  places: 20,
  leftOut: 'Only risks and deletions are here.',
};
const shortRisks: Detail = {
  ...risksOnly,
  risks: 'short',
  leftOut: 'Only risks, without their reasons and steps, and deletions are here.',
};
const grouped = (names: number): Detail => ({
  ...risksOnly,
  risks: 'by code',
  names,
  places: 5,
  leftOut: `Only risks by code and deletions by kind are here, each with its count and ${names === 0 ? 'no names' : `the first ${names} names`}.`,
});

const totals: Detail = {
  ...grouped(0),
  risks: 'codes',
  places: 0,
  leftOut: 'Only counts of risks by code and of deletions are here.',
};

/** The steps by which a comment gets shorter, in order. No step leaves a risk or a deletion out of its counts. */
export const ladder: readonly Detail[] = [
  full,
  withoutTexts,
  fewFields,
  someApplications,
  counted,
  risksOnly,
  shortRisks,
  grouped(30),
  grouped(10),
  grouped(3),
  grouped(0),
  totals,
];
