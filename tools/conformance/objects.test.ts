import { loadPlatform } from '@espalier/model/load';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { workspace } from './data.ts';
import { Schemas } from './schemas.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');

/** Manifests of a cluster: everything but values, the plan and the index. */
function manifestsOf(cluster: string): readonly string[] {
  const root = join(workspace, 'clusters', cluster);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !/^(values|cloud|\.espalier)\//.test(path))
    .map((path) => join(root, path))
    .sort();
}

test.each(Object.values(platform.clusters).map(({ name, kubernetesVersion }) => [name, kubernetesVersion] as const))(
  'every object of %s is valid in Kubernetes %s',
  (cluster, version) => {
    const schemas = new Schemas(version);
    const files = manifestsOf(cluster);
    const problems = files.flatMap((file) =>
      parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) =>
        schemas
          .problems(document.toJS() as { apiVersion: string; kind: string })
          .map((problem) => `${file.slice(workspace.length + 1)}: ${problem}`),
      ),
    );
    expect(problems).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  },
);

test('the schemas refuse what is wrong', () => {
  const schemas = new Schemas('1.35');
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } };
  expect(schemas.problems({ ...service, spec: { ports: [{ port: 80 }] } } as typeof service)).toEqual([]);
  expect(schemas.problems({ ...service, spec: { prots: [] } } as typeof service)).toHaveLength(1);
  const secret = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'x' } };
  expect(schemas.problems({ ...secret, spec: { taget: {} } } as typeof secret)).not.toEqual([]);
  expect(schemas.problems({ ...secret, apiVersion: 'external-secrets.io/v1beta1' })).toEqual([
    'no schema for external-secrets.io/v1beta1 ExternalSecret in Kubernetes 1.35',
  ]);
});
