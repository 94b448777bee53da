import { applyApplication } from './apply-application.ts';
import type { ClusterDirectory } from './cluster-directory.ts';
import type { ClusterPlan } from './cluster-plan.ts';
import { ClusterWriter } from './cluster-writer.ts';
import type { KnownFiles } from './index-file.ts';
import { readJournal } from './journal.ts';
import type { CachedApplication } from './local-cache.ts';
import type { Lock } from './lock.ts';
import { indexedApplications, readOwnedFiles, type FoundIndex } from './owned-files.ts';
import type { Ownership } from './ownership.ts';
import type { RenderOptions } from './render-options.ts';
import { rememberApplication } from './remember.ts';
import { deleteStrays, findStrangers } from './stray-files.ts';
import type { Tally } from './tally.ts';

/**
 * Writes and prunes what the plan says. Indices are read only of applications that are not intact; of the others
 * nobody else may want a file.
 *
 * @returns what to remember of the applications that were built and are in line now
 */
export function applyPlan(
  cluster: ClusterDirectory,
  plan: ClusterPlan,
  { force = false, onReplace }: Pick<RenderOptions, 'force' | 'onReplace'>,
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
  deleteStrays(cluster, writer, journal, ownership, (path) => indexed.has(path) || plan.wants(path));

  const bringIntoLine = ({ application: name, text, files }: FoundIndex, wanted = new Map() as Wanted): Outcome => {
    lock.refresh();
    const unwanted = [...files.keys()].filter((path) => !plan.wants(path));
    const applied = applyApplication(cluster, writer, ownership, { name, wanted, unwanted, indexText: text }, force);
    tally.addApplied(applied);
    return applied;
  };
  const remembered = new Map<string, CachedApplication>();
  for (const built of plan.built) {
    tally.addObjects(built.objects);
    const index = indices.get(built.application.name);
    const applied = index === undefined ? undefined : bringIntoLine(index, built.files);
    if (applied?.problems.length !== 0) continue;
    const entry = rememberApplication(cluster, built, applied.indexText);
    if (entry !== undefined) remembered.set(built.application.name, entry);
  }
  // Last, so that a file that moved from one of these to another application is in that one's index by now.
  for (const name of gone) {
    const index = indices.get(name);
    if (index !== undefined) bringIntoLine(index);
  }
  tally.addProblems(findStrangers(cluster, plan.outside, ownership));
  writer.deleteJournal();
  if (plan.built.length + plan.intact.size === 0) writer.deleteCluster();
  return remembered;
}

type Wanted = ClusterPlan['built'][number]['files'];
type Outcome = ReturnType<typeof applyApplication>;

function goneApplications(cluster: ClusterDirectory, plan: ClusterPlan): readonly string[] {
  const built = new Set(plan.built.map(({ application }) => application.name));
  return indexedApplications(cluster).filter((name) => !plan.intact.has(name) && !built.has(name));
}

/** Every digest that a file may have from the first write to the last index. */
function intentsOf(plan: ClusterPlan, ownership: Ownership, journal: KnownFiles): KnownFiles {
  const intents = new Map(journal);
  for (const { files } of plan.built) {
    for (const [path, { digest }] of files) intents.set(path, [...new Set([digest, ...ownership.digests(path)])]);
  }
  return intents;
}
