import { loadPlatform } from '@espalier/model/load';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { bootstrapSteps } from '../src/guide/bootstrap.ts';

const workspace = join(import.meta.dirname, '../../..');
const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");

test.each(Object.values(platform.clusters))(
  'the bootstrap of $name says what is red at first, and for how long',
  (cluster) => {
    const last = bootstrapSteps(platform, cluster).at(-1);
    expect(last?.title).toBe('Know what is red at first');
    for (const { name, crdGroups } of cluster.addons) {
      if (crdGroups.length > 0) expect(last?.why).toContain(name);
    }
    const root = parseAllDocuments(readFileSync(join(workspace, 'clusters', cluster.name, 'root.yaml'), 'utf8'));
    const application = root
      .map((document) => document.toJS() as unknown)
      .find((document) => Reflect.get(Object(document), 'kind') === 'Application');
    const retry = JSON.stringify(application).match(/"maxDuration":"(\w+)"/)?.[1];
    expect(last?.why).toContain(`retries at least every ${retry ?? '?'}`);
    expect(last?.why).toContain('compares every 120s');
  },
);
