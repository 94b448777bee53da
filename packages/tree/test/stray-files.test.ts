import { mkdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../src/disk/digest.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

describe('renderCluster after one that was killed', () => {
  const application = new TestApplication('kept', [configMap('a')]);

  /** A tree where a killed render of application `lost` left these files, and its journal of what was to come. */
  function afterKill(left: Readonly<Record<string, string>>): Workspace {
    const workspace = new Workspace();
    workspace.render([application]);
    const journal = { 'lost/a.yaml': [digestOf('a\n')], 'values/lost.yaml': [digestOf('v\n')] };
    workspace.write('.espalier/.pending', JSON.stringify(journal));
    workspace.write('.espalier/.writing-1', 'half a fi');
    for (const [path, text] of Object.entries(left)) workspace.write(path, text);
    return workspace;
  }

  it('deletes what that one wrote and is no longer wanted, and its traces', () => {
    const workspace = afterKill({ 'lost/a.yaml': 'a\n', 'values/lost.yaml': 'v\n' });
    expect(inShort(workspace.render([application]))).toEqual([]);
    expect(Object.keys(workspace.files())).toEqual([
      'production/.espalier/kept.json',
      'production/kept/configmap-a.yaml',
    ]);
  });

  it('deletes a directory that was made for a file that never came', () => {
    const workspace = afterKill({});
    mkdirSync(workspace.path('lost'));
    workspace.render([application]);
    expect(workspace.manifests()).toEqual(['kept/configmap-a.yaml']);
  });

  it('keeps what has other bytes than that one was about to write', () => {
    const workspace = afterKill({ 'lost/a.yaml': 'mine\n' });
    expect(inShort(workspace.render([application]))).toEqual([]);
    expect(workspace.read('lost/a.yaml')).toBe('mine\n');
  });

  it.each(['', '{', '[]', '{"../../outside": ["x"]}', '{"kept/configmap-a.yaml": 1}'])(
    'ignores %j for a journal',
    (journal) => {
      const workspace = afterKill({ 'lost/a.yaml': 'a\n' });
      workspace.write('.espalier/.pending', journal);
      rmSync(workspace.cache, { recursive: true });
      expect(inShort(workspace.render([application]))).toEqual([]);
      expect(workspace.manifests()).toEqual(['kept/configmap-a.yaml', 'lost/a.yaml']);
      expect(Object.keys(workspace.files())).not.toContain('production/.espalier/.pending');
    },
  );
});
