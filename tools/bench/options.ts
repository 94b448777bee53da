import { parseArgs } from 'node:util';
import { mediumNames, type MediumName } from './measure/medium.ts';

/** What to measure. */
export interface Options {
  /** Times that each run is repeated. */
  readonly runs: number;
  /** Numbers of clusters. */
  readonly clusters: readonly number[];
  /** Apps in each cluster. */
  readonly apps: number;
  /** Numbers of objects for the comparison with `App.synth`. */
  readonly synth: readonly number[];
  /** Numbers of resources at which to plan. */
  readonly plan: readonly number[];
  readonly media: readonly MediumName[];
  readonly json: boolean;
}

const usage = `npm run bench -- [--quick] [--runs 3] [--clusters 1,10,100] [--apps 100] [--synth 300,3000,30000] [--plan 250,1000,4000] [--on tmpfs,disk] [--json]`;

/**
 * Reads the command line.
 *
 * @throws Error that says how it is used
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      clusters: { type: 'string' },
      apps: { type: 'string' },
      synth: { type: 'string' },
      plan: { type: 'string' },
      on: { type: 'string', default: mediumNames.join(',') },
      json: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const on = values.on.split(',');
  const media = mediumNames.filter((name) => on.includes(name));
  if (media.length !== on.length) throw new Error(`--on takes ${mediumNames.join(' and ')}.\n${usage}`);
  const [runs = 1] = numbers(values.runs ?? (quick ? '1' : '3'));
  const [apps = 1] = numbers(values.apps ?? (quick ? '20' : '100'));
  return {
    runs,
    clusters: numbers(values.clusters ?? (quick ? '1,10' : '1,10,100')),
    apps,
    synth: numbers(values.synth ?? (quick ? '300' : '300,3000,30000')),
    plan: numbers(values.plan ?? (quick ? '250' : '250,1000,4000')),
    media,
    json: values.json,
  };
}

function numbers(text: string): readonly number[] {
  const parsed = text
    .split(',')
    .filter((part) => part !== '')
    .map(Number);
  if (parsed.some((number) => !Number.isInteger(number) || number < 1)) throw new Error(`'${text}'?\n${usage}`);
  return parsed;
}
