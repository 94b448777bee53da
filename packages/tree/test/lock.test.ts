import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { acquireLock, LockedError } from '../src/disk/lock.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

describe('acquireLock', () => {
  it('leaves nothing behind once it is released', () => {
    const { cache } = new Workspace();
    acquireLock(cache, 'production').release();
    expect(readdirSync(cache)).toEqual([]);
  });

  it('refuses a lock that a live process holds, once patience is over', () => {
    const { cache } = new Workspace();
    const lock = acquireLock(cache, 'production');
    expect(() => acquireLock(cache, 'production', 50)).toThrow(LockedError);
    acquireLock(cache, 'staging', 50).release();
    lock.release();
    acquireLock(cache, 'production', 50).release();
  });

  it('takes over the lock of a process that is no more', () => {
    const { cache } = new Workspace();
    mkdirSync(`${cache}/production.lock`, { recursive: true });
    // Above the largest number a process can have.
    writeFileSync(`${cache}/production.holder-${encodeURIComponent(hostname())}-99999999`, '');
    acquireLock(cache, 'production', 1_000).release();
    expect(readdirSync(cache)).toEqual([]);
  });

  it('takes over a stale lock', () => {
    const { cache } = new Workspace();
    mkdirSync(`${cache}/production.lock`, { recursive: true });
    expect(() => acquireLock(cache, 'production', 50)).toThrow(LockedError);
    utimesSync(`${cache}/production.lock`, 1, 1);
    acquireLock(cache, 'production', 50).release();
    expect(existsSync(`${cache}/production.lock`)).toBe(false);
  });
});

describe('renderCluster', () => {
  it('reports a lock that another render holds for more than a minute', () => {
    const workspace = new Workspace();
    const lock = acquireLock(workspace.cache, 'production');
    const now = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(60_001);
    try {
      const result = workspace.render([new TestApplication('x', [configMap('a')])]);
      expect(inShort(result)).toEqual(['ESP4023 clusters/production']);
    } finally {
      now.mockRestore();
      lock.release();
    }
  });
});
