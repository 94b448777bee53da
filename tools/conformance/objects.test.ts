import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { workspace } from './data.ts';
import { Schemas } from './schemas.ts';
import { objectsOfTree } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');

test.each(Object.values(platform.clusters).map(({ name, kubernetesVersion }) => [name, kubernetesVersion] as const))(
  'every object of %s is valid in Kubernetes %s',
  (cluster, version) => {
    const schemas = new Schemas(version);
    const objects = objectsOfTree(cluster);
    const problems = objects.flatMap(({ file, object }) =>
      schemas.problems(object).map((problem) => `${file}: ${problem}`),
    );
    expect(problems).toEqual([]);
    expect(objects.length).toBeGreaterThan(100);
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
