import { isMapping, names, valueAt, type Json, type KubernetesObject } from '@espalier/model';
import { readYaml, stringifyYaml } from '@espalier/tree';
import { changesBetween, restartOf, type Change, type Restart } from '../changes/index.ts';
import type { Comparison, Side } from '../comparison/index.ts';
import { noiseKinds, type NoiseKind } from '../difference/index.ts';
import { isRendered, placeOf } from '../documents/index.ts';
import {
  isKubernetesObject,
  textOf,
  type DeletionBudget,
  type RiskContext,
  type StatefulFacts,
} from '../risk-rule/index.ts';
import { riskRules, risksIn } from '../risks/index.ts';
import { causesOf } from './causes.ts';
import { groupChanges, groupRisks } from './groups.ts';
import { placesOf } from './places.ts';
import type { ChangeGroup, NoiseSummary, Occurrence, Review } from './review.ts';

export interface ReviewOptions {
  /** Which rendered files to look at, by path. @default all */
  readonly isWanted?: (path: string) => boolean;
  /** What the cloud layer knows of types that hold state. @default nothing */
  readonly statefulType?: (type: string) => StatefulFacts | undefined;
  /** See {@link RiskContext.replacedInPreview}. @default no preview was supplied */
  readonly replacedInPreview?: RiskContext['replacedInPreview'];
  /** See {@link RiskContext.budget}. @default 10 objects, 20 % of the objects of a cluster */
  readonly budget?: DeletionBudget;
}

/**
 * Compares two trees with their plans: what changes, and what of it needs a second look.
 *
 * @throws ProblemsError ESP8031 where a rendered file is no YAML
 */
export function reviewTrees(comparison: Comparison, options: ReviewOptions = {}): Review {
  const changes = changesBetween(comparison, options.isWanted);
  const inputs = comparison.changed.map(({ path }) => path).filter((path) => !isRendered(path));
  const context = contextOf(comparison, changes, options);
  const risks = risksIn(context);
  const causes = new Map<string, readonly string[]>();
  const occurrence = ({ subject, file, from }: Pick<Change, 'subject' | 'file' | 'from'>): Occurrence => {
    const key = JSON.stringify(subject);
    const known = causes.get(key) ?? causesOf(subject, inputs);
    causes.set(key, known);
    return { subject, ...(from !== undefined && { from }), place: placeOf(subject), file, causes: known };
  };
  const titles = new Map(riskRules.map(({ code, title }) => [code, title]));
  const restarts = new Map(changes.map((change) => [change, restartOf(change, comparison)]));
  const real = changes.filter((change) => isReal(change) || restarts.get(change) !== undefined);
  const changeGroups = groupChanges(real.map((change) => asGroup(change, restarts.get(change), occurrence(change))));
  const riskGroups = groupRisks(
    risks.map(({ subject, file, ...risk }) => ({
      ...risk,
      title: titles.get(risk.code) ?? '',
      at: [occurrence({ subject, file })],
    })),
  );
  return {
    version: 1,
    base: comparison.labels.base,
    head: comparison.labels.head,
    changes: changeGroups,
    risks: riskGroups,
    places: placesOf(changeGroups, riskGroups),
    noise: noiseOf(changes),
    notChecked: notChecked(real),
  };
}

/** Whether a change is more than another way to write the same. */
function isReal({ action, fields }: Change): boolean {
  return action !== 'changed' || fields.length > 0;
}

function asGroup(change: Change, restart: Restart | undefined, at: Occurrence): ChangeGroup {
  return {
    action: change.action,
    at: [at],
    fields: change.fields,
    ...(restart !== undefined && { restart }),
    ...(change.before !== undefined && { before: asText(change.before) }),
    ...(change.after !== undefined && { after: asText(change.after) }),
    notes: notesOf(change),
  };
}

function asText(data: Json): string {
  return typeof data === 'string' ? data : stringifyYaml(data);
}

function notesOf({ subject, fields }: Change): readonly string[] {
  if (subject.is === 'values') {
    return ['Argo CD renders the chart with these values: their effect on objects is not known yet.'];
  }
  const version = fields.find(({ path }) => path.endsWith('targetRevision'));
  if (subject.is !== 'object' || subject.kind !== 'Application' || version === undefined) return [];
  return [
    `The chart goes from ${textOf(version.before)} to ${textOf(version.after)}: what that changes in its objects is not known yet.`,
  ];
}

function notChecked(changes: readonly Change[]): readonly string[] {
  const addons = new Set(changes.flatMap(({ subject }) => (subject.is === 'values' ? [subject.addon] : [])));
  return addons.size === 0
    ? []
    : [`The objects that charts make of changed values, of ${[...addons].sort().join(', ')}.`];
}

function noiseOf(changes: readonly Change[]): readonly NoiseSummary[] {
  const all = changes.flatMap(({ file, noise }) => noise.map(({ kind }) => ({ kind, file })));
  return (Object.keys(noiseKinds) as NoiseKind[]).flatMap((kind) => {
    const own = all.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [{ kind, count: own.length, files: [...new Set(own.map(({ file }) => file))] }];
  });
}

function contextOf(comparison: Comparison, changes: readonly Change[], options: ReviewOptions): RiskContext {
  const folders = new Map<string, readonly KubernetesObject[]>();
  const versions = new Map<string, string | undefined>();
  return {
    comparison,
    changes,
    kubernetesVersion: (cluster) => {
      if (!versions.has(cluster)) versions.set(cluster, versionOf(comparison, cluster));
      return versions.get(cluster);
    },
    statefulType: options.statefulType ?? (() => undefined),
    ...(options.replacedInPreview !== undefined && { replacedInPreview: options.replacedInPreview }),
    ...(options.budget !== undefined && { budget: options.budget }),
    objectsIn: (side, folder) => {
      const key = `${side}|${folder}`;
      const known = folders.get(key) ?? objectsIn(comparison, side, folder);
      folders.set(key, known);
      return known;
    },
  };
}

function objectsIn(comparison: Comparison, side: Side, folder: string): readonly KubernetesObject[] {
  const texts = comparison.read(
    side,
    comparison.list(side, folder).filter((path) => path.endsWith('.yaml')),
  );
  return [...texts.values()]
    .flatMap((text) => readYaml(text))
    .filter((data): data is KubernetesObject => isKubernetesObject(data as Json));
}

/** The version in the plan of the cluster. */
function versionOf(comparison: Comparison, cluster: string): string | undefined {
  const folder = names.clusterPlanFolder(cluster);
  const path = comparison.list('head', folder).find((file) => /\/eks\.(?:index\.)?cluster-[^/]*\.yaml$/.test(file));
  if (path === undefined) return undefined;
  const [plan] = readYaml(comparison.read('head', [path]).get(path) ?? '');
  const version = isMapping(plan) ? valueAt(plan, ['inputs', 'version']) : undefined;
  return typeof version === 'string' ? version : undefined;
}
