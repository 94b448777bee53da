import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sidesOfConflict } from '../src/ownership/merge-conflict.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

describe('sidesOfConflict', () => {
  it('gives both sides of every hunk, with what they share', () => {
    expect(sidesOfConflict('a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n<<<<<<< x\n=======\ne\n>>>>>>> y\n')).toEqual([
      'a\nb\nd\n',
      'a\nc\nd\ne\n',
    ]);
  });

  it('gives the base too, where Git wrote it', () => {
    expect(sidesOfConflict('<<<<<<< x\nb\n||||||| z\no\n=======\nc\n>>>>>>> y\n')).toEqual(['b\n', 'c\n', 'o\n']);
  });

  it('gives nothing for a text that is not in conflict', () => {
    expect(sidesOfConflict('a\n=======\nb\n')).toBeUndefined();
  });
});

describe.each(['merge', 'diff3', 'zdiff3'])('renderCluster after a merge that Git left in conflict (%s)', (style) => {
  /** Two branches that rendered different models, merged. */
  function merged(base: TestApplication, ours: TestApplication, theirs: TestApplication): Workspace {
    const workspace = new Workspace();
    const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', `merge.conflictStyle=${style}`];
    const git = (...args: string[]) =>
      execFileSync('git', [...identity, ...args], { cwd: workspace.directory, stdio: 'ignore' });
    const commit = (application: TestApplication): void => {
      expect(inShort(workspace.render([application]))).toEqual([]);
      git('add', 'clusters');
      git('commit', '-m', 'render');
    };
    git('init', '-b', 'main');
    commit(base);
    git('checkout', '-b', 'topic');
    commit(theirs);
    git('checkout', 'main');
    commit(ours);
    expect(() => git('merge', 'topic')).toThrow();
    return workspace;
  }
  const base = new TestApplication('x', [configMap('a', 'base'), configMap('b'), configMap('gone')]);
  const ours = new TestApplication('x', [configMap('a', 'ours'), configMap('b'), configMap('new'), configMap('o')]);
  const theirs = new TestApplication('x', [
    configMap('a', 'theirs'),
    configMap('b', 'theirs'),
    configMap('gone'),
    configMap('t'),
  ]);
  const both = new TestApplication('x', [
    configMap('a', 'both'),
    configMap('b', 'theirs'),
    configMap('new'),
    configMap('t', '2'),
  ]);

  it('renders the merged model over it, without force', () => {
    const workspace = merged(base, ours, theirs);
    expect(workspace.read('.espalier/x.json')).toContain('<<<<<<<');
    expect(workspace.read('x/configmap-a.yaml')).toContain('<<<<<<<');
    expect(inShort(workspace.render([both]))).toEqual([]);
    const undisturbed = new Workspace();
    undisturbed.render([both]);
    expect(workspace.files()).toEqual(undisturbed.files());
  });

  it('keeps a conflict that is partly resolved by hand', () => {
    const workspace = merged(base, ours, theirs);
    workspace.write('x/configmap-a.yaml', workspace.read('x/configmap-a.yaml').replace('theirs', 'mine'));
    expect(inShort(workspace.render([both]))).toEqual(['ESP4013 clusters/production/x/configmap-a.yaml']);
  });
});
