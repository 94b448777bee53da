import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ioProblem, TreeAccessError } from '../src/disk/io-problem.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryToMount();

function tryToMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A workspace whose `clusters/` is a small disk of its own. */
function smallDisk(kibibytes: number): Workspace & { readonly remount: (options: string) => void } {
  const workspace = new Workspace();
  mkdirSync(workspace.root);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', workspace.root]);
  onTestFinished(() => {
    execFileSync('umount', [workspace.root]);
  });
  const remount = (options: string): void => {
    execFileSync('mount', ['-o', `remount,${options}`, workspace.root]);
  };
  return Object.assign(workspace, { remount });
}

describe.skipIf(!canMount)('renderCluster on a failing disk (only where root may mount)', () => {
  const small = [new TestApplication('a', [configMap('a')]), new TestApplication('b', [configMap('b')])];
  const large = [
    new TestApplication('a', [configMap('a', '2'), configMap('a2')]),
    new TestApplication('b', [configMap('b', 'x'.repeat(100_000)), configMap('b2')]),
    new TestApplication('c', [configMap('c')]),
  ];

  it('reports a full disk, loses nothing, and completes once there is room', () => {
    const workspace = smallDisk(80);
    workspace.render(small);
    const before = workspace.read('b/configmap-b.yaml');
    const result = workspace.render(large);
    expect(inShort(result)).toEqual(['ESP4020 clusters/production/b/configmap-b.yaml']);
    expect(result.problems[0]?.found).toContain('ENOSPC');
    expect(result).toMatchObject({ written: 2, objects: 4 });
    expect(workspace.read('b/configmap-b.yaml')).toBe(before);
    workspace.remount('size=1m');
    expect(workspace.render(large)).toMatchObject({ unchanged: 2, written: 3, problems: [] });
    const undisturbed = new Workspace();
    undisturbed.render(large);
    expect(workspace.files()).toEqual(undisturbed.files());
  });

  it('also goes on after a full disk if the model changed meanwhile', () => {
    const workspace = smallDisk(80);
    workspace.render(small);
    workspace.render(large);
    workspace.remount('size=1m');
    expect(workspace.render(small).problems).toEqual([]);
    expect(workspace.manifests()).toEqual(['a/configmap-a.yaml', 'b/configmap-b.yaml']);
  });

  it('reports a disk so full that not even the journal fits, and has changed nothing', () => {
    const workspace = smallDisk(40);
    workspace.render(small);
    const before = workspace.files();
    writeFileSync(`${workspace.root}/ballast`, '');
    try {
      writeFileSync(`${workspace.root}/ballast`, 'x'.repeat(100_000));
    } catch {
      // It is full now.
    }
    const result = workspace.render(large);
    expect(result.problems.map(({ code }) => code)).toEqual(['ESP4020']);
    rmSync(`${workspace.root}/ballast`);
    expect(workspace.files()).toEqual(before);
  });

  it('reports a read-only disk where there is something to write, and only there', () => {
    const workspace = smallDisk(80);
    workspace.render(small);
    workspace.remount('ro');
    expect(workspace.render(small)).toMatchObject({ unchanged: 2, problems: [] });
    const result = workspace.render(large);
    expect(result.problems.map(({ code }) => code)).toEqual(['ESP4021']);
    expect(result.problems[0]?.found).toContain('EROFS');
    workspace.remount('rw,size=1m');
    expect(workspace.render(large).problems).toEqual([]);
  });
});

describe('renderCluster without a usable cache', () => {
  it('reports a cache that cannot be a directory', () => {
    const workspace = new Workspace();
    writeFileSync(workspace.cache, '');
    const result = workspace.render([new TestApplication('a', [configMap('a')])]);
    expect(inShort(result)).toEqual(['ESP4022 .espalier-cache']);
  });
});

describe('ioProblem', () => {
  const places = { root: '/srv/platform/clusters', cache: '/srv/platform/cache' };
  const systemError = (code: string, path: string) =>
    Object.assign(new Error(`${code}: it failed`), { code, path, syscall: 'open' });

  it.each([
    ['ENOSPC', 'ESP4020'],
    ['EDQUOT', 'ESP4020'],
    ['EROFS', 'ESP4021'],
    ['EACCES', 'ESP4021'],
    ['EPERM', 'ESP4021'],
    ['EIO', 'ESP4022'],
  ])('turns %s into %s and names the file', (code, problem) => {
    expect(ioProblem(systemError(code, '/srv/platform/clusters/production/a.yaml'), places)).toMatchObject({
      code: problem,
      file: 'clusters/production/a.yaml',
      found: `The system says: ${code}: it failed.`,
    });
  });

  it('names the file that was to be written, not the temporary one', () => {
    const error = new TreeAccessError(
      'clusters/production/a.yaml',
      systemError('ENOSPC', '/srv/platform/clusters/production/.espalier/.writing-1'),
    );
    expect(ioProblem(error, places)?.file).toBe('clusters/production/a.yaml');
  });

  it('leaves alone what is about neither clusters/ nor the cache', () => {
    expect(ioProblem(systemError('ENOENT', '/charts/loki'), places)).toBeUndefined();
    expect(ioProblem(systemError('ENOENT', '/srv/platform/clusters-of-others'), places)).toBeUndefined();
    expect(ioProblem(new TypeError('x'), places)).toBeUndefined();
  });
});
