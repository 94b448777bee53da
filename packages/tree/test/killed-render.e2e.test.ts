import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { renderCluster } from '../src/index.ts';
import { alternatingModel } from './alternating-model.ts';
import { inShort, Workspace } from './workspace.ts';

const script = `${import.meta.dirname}/render-repeatedly.ts`;

function start(workspace: Workspace, first: 'a' | 'b', times: number) {
  const args = [
    '--conditions=@espalier/source',
    '--no-warnings',
    script,
    workspace.root,
    workspace.cache,
    first,
    String(times),
  ];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What is in the tree of a cluster that nothing ever happened to. */
function undisturbed(model: 'a' | 'b'): Record<string, string> {
  const workspace = new Workspace();
  renderCluster(alternatingModel(model), workspace);
  return workspace.files();
}

describe('renderCluster in several processes', () => {
  it('completes what renders of two models left behind that were killed at any instant', async () => {
    await Promise.all([killAndComplete(20), killAndComplete(20)]);
  });

  it('has two of them take turns, though they render different models', async () => {
    const workspace = new Workspace();
    const children = [start(workspace, 'a', 25), start(workspace, 'b', 25)];
    const outputs = children.map(async ({ stdout }) => (await stdout.toArray()).join(''));
    await Promise.all(children.map((child) => once(child, 'close')));
    for (const output of await Promise.all(outputs)) expect(output).toBe('[]\n'.repeat(25));
    expect(inShort(renderCluster(alternatingModel('b'), workspace))).toEqual([]);
    expect(workspace.files()).toEqual(undisturbed('b'));
  });
});

async function killAndComplete(kills: number): Promise<void> {
  const workspace = new Workspace();
  for (let kill = 0; kill < kills; kill += 1) {
    const child = start(workspace, kill % 2 === 0 ? 'a' : 'b', 1_000_000);
    await once(child.stdout, 'data');
    await setTimeout(Math.random() * 60);
    child.kill('SIGKILL');
    await once(child, 'close');
    const torn = Object.entries(workspace.files()).filter(([path, text]) => !isWhole(path, text));
    expect(torn).toEqual([]);
    // Often the next render is itself killed; and either model has to find its way from what this one left.
    if (kill % 4 !== 3) continue;
    const model = Math.random() < 0.5 ? 'a' : 'b';
    expect(inShort(renderCluster(alternatingModel(model), workspace))).toEqual([]);
    expect(workspace.files()).toEqual(undisturbed(model));
  }
}

/** Only the temporary file may be torn; a directory may be empty before its first file or after its last. */
function isWhole(path: string, text: string): boolean {
  if (path.endsWith('/') || path.includes('/.writing-')) return true;
  if (path.includes('/.espalier/')) return text.startsWith('{') && text.endsWith('}\n');
  return /^(?:apiVersion: v1\n[^]*\n {2}namespace: auth|model: .)\n$/.test(text);
}
