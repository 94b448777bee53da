import {
  names,
  ProblemsError,
  type Json,
  type Problem,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '@espalier/model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Evidence, Manifest, PlanFile, Values } from './evidence.ts';
import { at, isJson, textAt } from './json.ts';

/**
 * Reads the committed files of a cluster and of its stacks.
 *
 * @throws ProblemsError ESP7001 if the tree or a plan is missing, ESP7002 if a file is not YAML
 */
export function readEvidence(workspace: string, platform: ResolvedPlatform, cluster: ResolvedCluster): Evidence {
  const reader = new Reader(workspace);
  const tree = `clusters/${cluster.name}`;
  const evidence: Evidence = {
    platform,
    cluster,
    manifests: reader.documents(tree, 'npm start', ['values', 'cloud', '.espalier']).flatMap(manifestOf),
    values: reader
      .documents(`${tree}/values`, undefined)
      .map(({ file, content }): Values => ({ file, addon: basename(file, '.yaml'), content })),
    plan: {
      cluster: reader.documents(names.clusterPlanFolder(cluster.name), 'npm run plan').flatMap(planFileOf),
      environment: reader
        .documents(names.sharedPlanFolder(names.environmentStack(cluster.environment.name)), 'npm run plan')
        .flatMap(planFileOf),
      registry: reader
        .documents(names.sharedPlanFolder(names.accountStack(platform.registry.name)), 'npm run plan')
        .flatMap(planFileOf),
    },
  };
  if (reader.problems.length > 0) throw new ProblemsError(reader.problems);
  return evidence;
}

interface Document {
  readonly file: string;
  readonly content: Json;
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #workspace: string;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  /** @param madeBy the command that creates the folder; if omitted, the folder may be absent */
  documents(folder: string, madeBy: string | undefined, without: readonly string[] = []): readonly Document[] {
    const absolute = join(this.#workspace, folder);
    if (!existsSync(absolute)) {
      if (madeBy !== undefined) this.problems.push(missing(folder, madeBy));
      return [];
    }
    return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml') && !without.includes(path.split('/')[0] ?? ''))
      .sort()
      .flatMap((path) => this.#parse(`${folder}/${path}`));
  }

  #parse(file: string): readonly Document[] {
    const documents = parseAllDocuments(readFileSync(join(this.#workspace, file), 'utf8'));
    return documents.flatMap((document): readonly Document[] => {
      const [error] = document.errors;
      if (error !== undefined) {
        this.problems.push(notYaml(file, error.message));
        return [];
      }
      const content: unknown = document.toJS();
      return !isJson(content) || content === null ? [] : [{ file, content }];
    });
  }
}

function manifestOf({ file, content }: Document): readonly Manifest[] {
  const kind = textAt(content, 'kind');
  const name = textAt(content, 'metadata', 'name');
  if (kind === undefined || name === undefined) return [];
  return [{ file, kind, name, namespace: textAt(content, 'metadata', 'namespace') ?? '', content }];
}

function planFileOf({ file, content }: Document): readonly PlanFile[] {
  const type = textAt(content, 'type');
  const name = textAt(content, 'name');
  // Outputs of the stack have neither type nor name.
  if (type === undefined || name === undefined) return [];
  const inputs = at(content, 'inputs');
  const parent = textAt(content, 'parent');
  return [{ file, id: `${type}/${name}`, type, name, parent, inputs: isMapping(inputs) ? inputs : {} }];
}

function isMapping(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(folder: string, command: string): Problem {
  return {
    code: 'ESP7001',
    file: folder,
    path: '',
    found: 'The folder is missing.',
    expected: 'The tree and the plans of the platform, as committed.',
    remedy: `Run \`${command}\`.`,
  };
}

function notYaml(file: string, message: string): Problem {
  return {
    code: 'ESP7002',
    file,
    path: '',
    found: `The file is not YAML: ${message}`,
    expected: 'A file that Espalier wrote.',
    remedy: 'Restore it from Git, or delete it and render again.',
  };
}
