import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule, TimeoutError } from '../measure/child.ts';
import { numberOf, parseJson } from '../measure/json.ts';
import type { Medium } from '../measure/medium.ts';
import { spreadOf, type Spread } from '../measure/sample.ts';

/** Espalier beside `App.synth` at the same objects. */
export interface SynthFigures {
  /** About how many objects were asked for. */
  readonly asked: number;
  readonly objects: number;
  readonly espalier: ToolFigures;
  /** Undefined where it did not end in ten minutes. */
  readonly cdk8s: ToolFigures | undefined;
}

export interface ToolFigures {
  /** From the first object to the last file. */
  readonly milliseconds: Spread;
  /** The most of any run, of the whole process. */
  readonly peakMiB: number;
}

const objectsOfAnApp = 10;

/** Lets both make and write about so many objects, in one cluster, in turns. */
export function measureSynth(
  asked: number,
  medium: Medium,
  runs: number,
  say: (message: string) => void,
): SynthFigures {
  const size = { clusters: 1, apps: Math.round(asked / objectsOfAnApp) };
  const workspace = new FleetWorkspace(medium.directory, size);
  try {
    const file = join(workspace.root, 'objects.json');
    runModule(moduleOf('collect-objects'), [file], workspace.root);
    const measure = (tool: 'synth-espalier' | 'synth-cdk8s', ...args: readonly string[]): Run => {
      medium.settle();
      const { sample, output } = runModule(moduleOf(tool), args, workspace.root);
      const printed = parseJson(output);
      const milliseconds = numberOf(printed, 'milliseconds');
      say(`about ${asked} objects on ${medium.name}: ${tool} ${Math.round(milliseconds)} ms`);
      return { milliseconds, objects: numberOf(printed, 'objects'), peakMiB: sample.peakMiB ?? NaN };
    };
    const espalier: Run[] = [];
    const cdk8s: Run[] = [];
    for (let run = 1; run <= runs; run += 1) {
      workspace.reset();
      espalier.push(measure('synth-espalier'));
      if (cdk8s.length < run - 1) continue;
      const outdir = join(workspace.root, 'dist');
      try {
        cdk8s.push(measure('synth-cdk8s', file, outdir));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        say(`about ${asked} objects on ${medium.name}: App.synth did not end in ten minutes`);
      }
      rmSync(outdir, { recursive: true, force: true });
    }
    const counts = new Set([...espalier, ...cdk8s].map(({ objects }) => objects));
    if (counts.size !== 1) throw new Error(`They made different objects: ${[...counts].join(', ')}.`);
    return {
      asked,
      objects: espalier[0]?.objects ?? 0,
      espalier: figuresOf(espalier),
      cdk8s: cdk8s.length === 0 ? undefined : figuresOf(cdk8s),
    };
  } finally {
    workspace.remove();
  }
}

interface Run {
  readonly milliseconds: number;
  readonly objects: number;
  readonly peakMiB: number;
}

function figuresOf(runs: readonly Run[]): ToolFigures {
  return {
    milliseconds: spreadOf(runs.map(({ milliseconds }) => milliseconds)),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  };
}

function moduleOf(name: string): string {
  return join(import.meta.dirname, `${name}.ts`);
}
