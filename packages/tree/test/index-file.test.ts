import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIndex, parseIndex } from '../src/ownership/index-file.ts';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

const one = '1'.repeat(32);
const two = '2'.repeat(32);

describe('an index', () => {
  it('is sorted, one file a line, and reads back', () => {
    const text = formatIndex(
      new Map([
        ['x/b.yaml', two],
        ['x/a.yaml', one],
      ]),
    );
    expect(text).toBe(`{\n  "x/a.yaml": "${one}",\n  "x/b.yaml": "${two}"\n}\n`);
    expect(parseIndex(text)).toEqual({
      files: new Map([
        ['x/a.yaml', [one]],
        ['x/b.yaml', [two]],
      ]),
    });
  });

  it('in conflict is read as both of its sides', () => {
    const text = `{\n  "x/a.yaml": "${one}",\n<<<<<<< HEAD\n  "x/b.yaml": "${one}",\n  "x/c.yaml": "${one}"\n||||||| base\n=======\n  "x/b.yaml": "${two}"\n>>>>>>> topic\n}\n`;
    expect(parseIndex(text)).toEqual({
      files: new Map([
        ['x/a.yaml', [one]],
        ['x/b.yaml', [one, two]],
        ['x/c.yaml', [one]],
      ]),
    });
  });

  it.each([
    ['', 'It is not a JSON object of paths and digests.'],
    ['[]', 'It is not a JSON object of paths and digests.'],
    ['null', 'It is not a JSON object of paths and digests.'],
    ['{"x/a.yaml": 1}', 'It is not a JSON object of paths and digests.'],
    ['{"x/a.yaml": "1234"}', 'It is not a JSON object of paths and digests.'],
    [`{"x/a.yaml": "${one}"`, 'It is not a JSON object of paths and digests.'],
    [`<<<<<<< HEAD\nsomething else\n=======\n>>>>>>> x\n`, 'It is not a JSON object of paths and digests.'],
    [`{"../x": "${one}"}`, 'Its path "../x" has a segment that begins with a dot.'],
    [`<<<<<<< HEAD\n"../x": "${one}"\n=======\n>>>>>>> x\n`, 'Its path "../x" has a segment that begins with a dot.'],
  ])('%j is damaged', (text, damage) => {
    expect(parseIndex(text)).toEqual({ damage });
  });
});

describe('renderCluster with a damaged index', () => {
  const application = new TestApplication('x', [configMap('a'), configMap('b')]);
  const changed = new TestApplication('x', [configMap('a', '2')]);
  const other = new TestApplication('y', [configMap('y')]);

  it.each([['{'], [`{"../../../outside": "${one}"}`]])(
    '%j changes no file of the application, but all others',
    (damaged) => {
      const workspace = new Workspace();
      workspace.render([application]);
      const a = workspace.read('x/configmap-a.yaml');
      workspace.write('.espalier/x.json', damaged);
      expect(workspace.render([changed, other])).toMatchObject({
        written: 1,
        pruned: 0,
        problems: [{ code: 'ESP4016', file: 'clusters/production/.espalier/x.json' }],
      });
      expect(inShort(workspace.render([]))).toEqual(['ESP4016 clusters/production/.espalier/x.json']);
      expect(workspace.read('x/configmap-a.yaml')).toBe(a);
      expect(workspace.render([changed, other], { force: true })).toMatchObject({
        written: 2,
        pruned: 1,
        problems: [],
      });
      expect(workspace.manifests()).toEqual(['x/configmap-a.yaml', 'y/configmap-y.yaml']);
    },
  );

  it('takes its files for foreign ones where the index is gone, and adopts those that are as they should be', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    rmSync(workspace.path('.espalier/x.json'));
    expect(inShort(workspace.render([changed]))).toEqual([
      'ESP4012 clusters/production/x/configmap-a.yaml',
      'ESP4015 clusters/production/x/configmap-b.yaml',
    ]);
    expect(workspace.render([application])).toMatchObject({ unchanged: 2, problems: [] });
  });
});
