import { isMapping, names, ProblemsError, type Json } from '@espalier/model';
import { readYaml } from '@espalier/tree';
import { masked } from './masked.ts';
import { stackOutputs, type Subject } from './subject.ts';

/** One thing in a file: an object, a resource of a plan, Helm values. */
export interface Document {
  readonly subject: Subject;
  /** File, relative to the workspace. */
  readonly file: string;
  /** Values that look like secrets are replaced by digests. */
  readonly data: Json;
}

/** Whether a file of the workspace is one that Espalier writes and a review shows. */
export function isRendered(path: string): boolean {
  return bootstrapFile.test(path) || (path.startsWith('clusters/') && !indexFile.test(path));
}

/** Indices of what Espalier wrote: of a cluster, of its plan, and of a shared plan. */
const indexFile = /^clusters\/(?:[^/]+|[^/]+\/cloud|cloud\/[^/]+)\/\.espalier\/[^/]+\.json$/;

const bootstrapFile = /^apps\/cloud\/bootstrap\/([^/]+)\/[^/]+\.tf\.json$/;

/**
 * What a rendered file holds.
 *
 * @param path relative to the workspace
 * @throws ProblemsError ESP8031 where a file of the tree is no YAML
 */
export function readDocuments(path: string, text: string): readonly Document[] {
  const account = bootstrapFile.exec(path)?.[1];
  if (account !== undefined)
    return [{ subject: { is: 'bootstrap', account }, file: path, data: masked(parseJson(text)) }];
  // Argo CD applies these three.
  if (!/\.(?:ya?ml|json)$/.test(path)) return [asText(path, text)];
  const documents = parse(path, text);
  const [, cluster = '', folder = '', file = ''] = path.split('/');
  if (cluster === names.sharedPlans) return documents.map((data) => ofPlan(path, folder, data));
  if (folder === 'cloud') return documents.map((data) => ofPlan(path, names.clusterStack(cluster), data));
  if (folder === 'values') {
    const addon = file.slice(0, -'.yaml'.length);
    return documents.map((data) => ({ subject: { is: 'values', cluster, addon }, file: path, data: masked(data) }));
  }
  return documents.flatMap(itemsOf).map((data) => ofObject(path, cluster, data) ?? asText(path, text));
}

/** A `List` is applied item by item. */
function itemsOf(data: Json): readonly Json[] {
  const items = isMapping(data) && data['kind'] === 'List' ? data['items'] : undefined;
  return Array.isArray(items) ? (items as readonly Json[]) : [data];
}

function ofObject(path: string, cluster: string, data: Json): Document | undefined {
  if (!isMapping(data) || !isMapping(data['metadata'])) return undefined;
  const { apiVersion, kind, metadata } = data;
  const { name, namespace } = metadata;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const [, , folder = '', inner = ''] = path.split('/');
  // The CRDs of an addon are an application of their own, in a folder of `crds/`.
  const application = folder.endsWith('.yaml')
    ? folder.slice(0, -'.yaml'.length)
    : folder === 'crds'
      ? `crds/${inner}`
      : folder;
  return {
    subject: {
      is: 'object',
      cluster,
      application,
      apiVersion,
      kind,
      namespace: typeof namespace === 'string' ? namespace : '',
      name,
    },
    file: path,
    data: masked(data),
  };
}

function ofPlan(path: string, stack: string, data: Json): Document {
  const { type, name } = isMapping(data) ? data : {};
  const subject: Subject =
    typeof type === 'string' && typeof name === 'string'
      ? { is: 'resource', stack, resourceType: type, name }
      : { is: 'resource', stack, resourceType: stackOutputs, name: stack };
  return { subject, file: path, data: masked(data) };
}

function asText(path: string, text: string): Document {
  return { subject: { is: 'text', path }, file: path, data: masked(text) };
}

function parse(path: string, text: string): readonly Json[] {
  try {
    return readYaml(text).filter(isPresent);
  } catch (error) {
    throw new ProblemsError([
      {
        code: 'ESP8031',
        file: path,
        path: '',
        found: `The file is not YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
        expected: 'A file that Espalier wrote, on both sides of the comparison.',
        remedy: 'Render again with `npm start -- --force`, or take the file from Git.',
      },
    ]);
  }
}

/** Whether a document holds anything; what YAML gives is plain data. */
function isPresent(document: unknown): document is Json {
  return document !== null && document !== undefined;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
