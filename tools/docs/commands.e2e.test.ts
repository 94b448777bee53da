import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appGuide, commandBlocks, documents, inlineCode } from './command-blocks.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

const repository = resolve(import.meta.dirname, '../..');
const blocks = new Map(documents(repository).map((file) => [file, commandBlocks(repository, file)]));
let workspace: ScratchWorkspace;

beforeAll(() => {
  workspace = new ScratchWorkspace(repository);
});

afterAll(() => {
  workspace.remove();
});

/** Documents whose commands are run here; the guide to an app is run in app-guide.e2e.test.ts, with its app in place. */
const run = [...blocks].filter(([file, all]) => all.length > 0 && file !== appGuide);

describe.each(run)('commands of %s', (_, all) => {
  beforeAll(() => {
    workspace.reset();
  });

  test.each(all.map((block) => [block.place, block] as const))(
    '%s run as printed',
    { timeout: 180_000 },
    (_place, block) => {
      // A reason stands next to the block in the document, where its reader sees it as well.
      if (block.notRun !== undefined) return;
      const { code, output } = workspace.run(block.script);
      expect(code, `${block.script}\n\n${output}`).toBe(0);
    },
  );
});

test('there are commands, of the README and of the guide to AWS among others', () => {
  const withCommands = [...blocks].filter(([, all]) => all.some(({ notRun }) => notRun === undefined));
  expect(withCommands.map(([file]) => file)).toEqual(
    expect.arrayContaining(['README.md', 'docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md']),
  );
});

describe('what runs them', () => {
  test.each([
    ['a program that is not there', 'no-such-program'],
    ['a failure in the middle', 'false\ntrue'],
    ['a failure in a pipe', 'false | cat'],
    ['a placeholder', 'aws route53 get-hosted-zone --id <that id>'],
    ['a bare pulumi', 'pulumi stack --show-urns --stack environment-production'],
    ['a bare pulumi in its folder', 'cd apps/cloud && pulumi stack --show-urns'],
    ['a target that a project does not have', 'npx nx raze cluster-production'],
    ['a script that there is none of', 'npm run raze'],
  ])('refuses %s', { timeout: 60_000 }, (_, script) => {
    expect(workspace.run(script).code).not.toBe(0);
  });
});

/** Pulumi's commands by their name are words; with arguments, a person types them. */
test.each([...blocks.keys()])('no sentence of %s contains a bare pulumi command', (file) => {
  expect(inlineCode(repository, file).filter((code) => /^pulumi( \S+)+ (-|'|<)/.test(code))).toEqual([]);
});
