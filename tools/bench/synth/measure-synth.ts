import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule, TimeoutError } from '../measure/child.ts';
import { numberOf, parseJson } from '../measure/json.ts';
import type { Medium } from '../measure/medium.ts';
import { spreadOf, type Spread } from '../measure/sample.ts';
import { layoutNames, type Layout } from './layout.ts';

/** Espalier compared with `App.synth` for the same objects. */
export interface SynthFigures {
  /** About how many objects were asked for. */
  readonly asked: number;
  readonly objects: number;
  readonly espalier: ToolFigures;
  /** Undefined where a run did not end in ten minutes. */
  readonly cdk8s: Readonly<Record<Layout, ToolFigures | undefined>>;
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
    const outdir = join(workspace.root, 'dist');
    const measure = (tool: 'synth-espalier' | Layout): Run => {
      medium.settle();
      const args = tool === 'synth-espalier' ? [] : [file, outdir, tool];
      const module = moduleOf(tool === 'synth-espalier' ? tool : 'synth-cdk8s');
      const { sample, output } = runModule(module, args, workspace.root);
      rmSync(outdir, { recursive: true, force: true });
      const printed = parseJson(output);
      const milliseconds = numberOf(printed, 'milliseconds');
      say(`about ${asked} objects on ${medium.name}: ${tool} ${Math.round(milliseconds)} ms`);
      return { milliseconds, objects: numberOf(printed, 'objects'), peakMiB: sample.peakMiB ?? NaN };
    };
    const espalier: Run[] = [];
    const cdk8s: Record<Layout, Run[]> = { 'as it comes': [], 'folder per chart': [] };
    const endless = new Set<Layout>();
    for (let run = 1; run <= runs; run += 1) {
      workspace.reset();
      espalier.push(measure('synth-espalier'));
      for (const layout of layoutNames.filter((name) => !endless.has(name))) {
        // For one that takes minutes, a single run is enough.
        if (cdk8s[layout].some(({ milliseconds }) => milliseconds > 60_000)) continue;
        try {
          cdk8s[layout].push(measure(layout));
        } catch (error) {
          if (!(error instanceof TimeoutError)) throw error;
          say(`about ${asked} objects on ${medium.name}: ${layout} did not end in ten minutes`);
          endless.add(layout);
          rmSync(outdir, { recursive: true, force: true });
        }
      }
    }
    const counts = new Set([espalier, ...Object.values(cdk8s)].flatMap((all) => all.map(({ objects }) => objects)));
    if (counts.size !== 1) throw new Error(`They made different objects: ${[...counts].join(', ')}.`);
    const ofLayout = (layout: Layout): ToolFigures | undefined =>
      endless.has(layout) ? undefined : figuresOf(cdk8s[layout]);
    return {
      asked,
      objects: espalier[0]?.objects ?? 0,
      espalier: figuresOf(espalier),
      cdk8s: {
        'as it comes': ofLayout('as it comes'),
        'folder per chart': ofLayout('folder per chart'),
      },
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
