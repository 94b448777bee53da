import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pruneClusters } from '../src/index.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

describe('pruneClusters', () => {
  const application = new TestApplication('identity', [configMap('a')], { files: { 'values/identity.yaml': '1' } });

  it('deletes the clusters that are no more, and what is remembered of them', () => {
    const workspace = new Workspace();
    workspace.render([application], {}, 'production');
    workspace.render([application], {}, 'staging');
    const results = pruneClusters(['production'], workspace);
    expect(results).toMatchObject([{ cluster: 'staging', pruned: 2, problems: [] }]);
    expect(existsSync(workspace.path('', 'staging'))).toBe(false);
    expect(existsSync(`${workspace.cache}/staging.json`)).toBe(false);
    expect(workspace.manifests()).toEqual(['identity/configmap-a.yaml', 'values/identity.yaml']);
    expect(pruneClusters(['production'], workspace)).toEqual([]);
  });

  it('keeps and reports what others wrote or edited', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    workspace.write('values/identity.yaml', 'mine');
    workspace.write('identity/extra.yaml', 'mine');
    workspace.write('README.md', 'mine');
    expect(pruneClusters([], workspace).flatMap(inShort)).toEqual([
      'ESP4014 clusters/production/values/identity.yaml',
      'ESP4015 clusters/production/identity/extra.yaml',
    ]);
    expect(workspace.manifests()).toEqual(['README.md', 'identity/extra.yaml', 'values/identity.yaml']);
  });

  it('leaves alone what has no index, symbolic links, and a clusters/ that is not there', () => {
    const workspace = new Workspace();
    expect(pruneClusters([], workspace)).toEqual([]);
    workspace.render([application], {}, 'production');
    mkdirSync(`${workspace.root}/notes`);
    writeFileSync(`${workspace.root}/README.md`, 'mine');
    symlinkSync('production', `${workspace.root}/latest`);
    expect(pruneClusters(['production'], workspace)).toEqual([]);
    expect(existsSync(`${workspace.root}/latest/identity/configmap-a.yaml`)).toBe(true);
  });
});
