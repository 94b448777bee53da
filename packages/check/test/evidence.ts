import { planFiles, planStacks } from '@espalier/cloud/plan';
import { projectCluster } from '@espalier/kubernetes';
import { names, type Json } from '@espalier/model';
import { renderCluster, stringifyYaml } from '@espalier/tree';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readEvidence, type Evidence } from '../src/index.ts';
import { fixture } from './fixture.ts';

/** What Espalier writes for the cluster of the fixture, as `readEvidence` reads it. */
export async function evidenceOfFixture(): Promise<Evidence> {
  const { platform, cluster } = fixture();
  const workspace = mkdtempSync(join(tmpdir(), 'espalier-check-'));
  try {
    const applications = projectCluster(platform, cluster).map(({ name, namespace, build }) => ({
      name,
      ...(namespace === undefined ? {} : { namespace }),
      inputs: undefined,
      build: () => {
        const { objects, documents } = build();
        const text = (contents: readonly unknown[]): string => contents.map(stringifyYaml).join('---\n');
        return {
          objects,
          files: Object.fromEntries(Object.entries(documents).map(([path, all]) => [path, text(all)])),
        };
      },
    }));
    renderCluster(
      { cluster: cluster.name, applications },
      { root: join(workspace, 'clusters'), cache: join(workspace, '.cache') },
    );
    const folders = {
      'cluster-production': names.clusterPlanFolder('production'),
      'environment-production': names.sharedPlanFolder('environment-production'),
      'account-shared': names.sharedPlanFolder('account-shared'),
    };
    for (const [stack, folder] of Object.entries(folders)) {
      for await (const plan of planStacks(platform, new Map(), [stack])) {
        for (const [directory, documents] of Object.entries(planFiles(plan))) {
          for (const [name, document] of Object.entries(documents)) {
            const file = join(workspace, folder, directory, `${name}.yaml`);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, stringifyYaml(document));
          }
        }
      }
    }
    return readEvidence(workspace, platform, cluster);
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

/** A file that is broken for a test: every occurrence of a text in it is replaced. */
export interface Edit {
  /** End of the file's path. */
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

/**
 * The evidence with one file edited.
 *
 * @throws Error where no file, or nothing in it, is there to be edited: such a test would test nothing
 */
export function edited(evidence: Evidence, { file, replace, by }: Edit): Evidence {
  let edits = 0;
  const edit = <Item extends { readonly file: string }>(item: Item): Item => {
    if (!item.file.endsWith(file)) return item;
    return walk(item, (text) => {
      if (!text.includes(replace)) return text;
      edits += 1;
      return text.replaceAll(replace, by);
    });
  };
  const { plan } = evidence;
  const changed = {
    ...evidence,
    manifests: evidence.manifests.map(edit),
    values: evidence.values.map(edit),
    plan: {
      cluster: plan.cluster.map(edit),
      environment: plan.environment.map(edit),
      registry: plan.registry.map(edit),
    },
  };
  if (edits === 0) throw new Error(`there is no '${replace}' in ${file}. There is:\n${contentOf(evidence, file)}`);
  return changed;
}

/** The evidence without files whose path ends so. */
export function without(evidence: Evidence, file: string): Evidence {
  let gone = 0;
  const keep = (item: { readonly file: string }): boolean => {
    if (item.file.endsWith(file)) gone += 1;
    return !item.file.endsWith(file);
  };
  const { plan } = evidence;
  const changed = {
    ...evidence,
    manifests: evidence.manifests.filter(keep),
    values: evidence.values.filter(keep),
    plan: {
      cluster: plan.cluster.filter(keep),
      environment: plan.environment.filter(keep),
      registry: plan.registry.filter(keep),
    },
  };
  if (gone === 0) throw new Error(`there is no ${file}. There is:\n${contentOf(evidence, file)}`);
  return changed;
}

/** What a file holds, for an author who cannot see it on disk; the paths of all files where there is no such file. */
function contentOf({ manifests, values, plan }: Evidence, file: string): string {
  const all = [...manifests, ...values, ...Object.values(plan).flat()];
  const found = all.filter((item) => item.file.endsWith(file)).map((item) => JSON.stringify(item, undefined, 2));
  return (found.length > 0 ? found : all.map((item) => item.file)).join('\n');
}

function walk<Value>(value: Value, change: (text: string) => string): Value;
function walk(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => walk(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'file' ? item : walk(item, change)]),
  );
}
