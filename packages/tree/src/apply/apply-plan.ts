import { rememberApplication, type CachedApplication } from '../cache/index.ts';
import type { ClusterDirectory, Lock } from '../disk/index.ts';
import {
  indexedApplications,
  readJournal,
  readOwnedFiles,
  type FoundIndex,
  type KnownFiles,
  type Ownership,
} from '../ownership/index.ts';
import { applyApplication, type Application, type Applied } from './apply-application.ts';
import type { ClusterPlan } from './cluster-plan.ts';
import { ClusterWriter } from './cluster-writer.ts';
import { deleteStrays, findStrangers } from './stray-files.ts';
import type { Tally } from './tally.ts';
import type { WriteOptions } from './write-options.ts';

/**
 * Writes and prunes by the plan. Reads only the indices of applications that are not intact, since no other application
 * may have a file of an intact one.
 *
 * @returns cache entries of the built applications that are now on disk as planned
 */
export function applyPlan(
  cluster: ClusterDirectory,
  plan: ClusterPlan,
  { force = false, onReplace }: WriteOptions,
  tally: Tally,
  lock: Lock,
): ReadonlyMap<string, CachedApplication> {
  const gone = goneApplications(cluster, plan);
  const names = [...plan.built.map(({ application }) => application.name), ...gone];
  const journal = readJournal(cluster);
  const { indices, ownership, problems } = readOwnedFiles(cluster, names, journal, force);
  tally.addProblems(problems);

  const writer = new ClusterWriter(cluster, intentsOf(plan, ownership, journal), onReplace);
  writer.deleteLeftovers();
  const indexed = new Set([...indices.values()].flatMap(({ files }) => [...files.keys()]));
  const context = { cluster, writer, ownership, force };
  deleteStrays(context, journal, (path) => indexed.has(path) || plan.wants(path));

  const apply = ({ application: name, text, files }: FoundIndex, wanted: Application['wanted']): Applied => {
    lock.refresh();
    const unwanted = [...files.keys()].filter((path) => !plan.wants(path));
    const applied = applyApplication(context, { name, wanted, unwanted, indexText: text });
    tally.addApplied(applied);
    return applied;
  };
  const remembered = new Map<string, CachedApplication>();
  for (const built of plan.built) {
    tally.addObjects(built.objects);
    const index = indices.get(built.application.name);
    const applied = index === undefined ? undefined : apply(index, built.files);
    if (applied?.problems.length !== 0) continue;
    const entry = rememberApplication(cluster, built, applied.indexText);
    if (entry !== undefined) remembered.set(built.application.name, entry);
  }
  // Last, so that a file that moved to another application is already in that one's index.
  for (const name of gone) {
    const index = indices.get(name);
    if (index !== undefined) apply(index, new Map());
  }
  tally.addProblems(findStrangers(cluster, plan.outside, ownership));
  writer.deleteJournal();
  if (plan.built.length + plan.intact.size === 0) writer.deleteCluster();
  return remembered;
}

function goneApplications(cluster: ClusterDirectory, plan: ClusterPlan): readonly string[] {
  const built = new Set(plan.built.map(({ application }) => application.name));
  return indexedApplications(cluster).filter((name) => !plan.intact.has(name) && !built.has(name));
}

/** Every digest that a file may have between the first write and the last index. */
function intentsOf(plan: ClusterPlan, ownership: Ownership, journal: KnownFiles): KnownFiles {
  const intents = new Map(journal);
  for (const { files } of plan.built) {
    for (const [path, { digest }] of files) intents.set(path, [...new Set([digest, ...ownership.digests(path)])]);
  }
  return intents;
}
