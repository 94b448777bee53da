import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configMap, inShort, TestApplication, Workspace } from './workspace.ts';

describe('renderCluster', () => {
  it('writes one object a file, other files where they say, and an index for each application', () => {
    const workspace = new Workspace();
    const identity = new TestApplication('identity', [
      configMap('identity'),
      configMap('dashboard', '2', 'monitoring'),
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:identity' } },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'identity', namespace: 'auth' } },
    ]);
    const loki = new TestApplication('loki', [], {
      files: { 'values/loki.yaml': 'replicas: 1\n', 'root.yaml': 'a: 1\n---\nb: 1\n' },
    });
    const result = workspace.render([identity, loki]);
    expect(workspace.files()).toMatchInlineSnapshot(`
      {
        "production/.espalier/identity.json": "{
        "identity/clusterrole-system%3Aidentity.yaml": "527dc0036569e0591dc5c63b59e5f782",
        "identity/configmap-identity.yaml": "9a5a88f4da800edb8a64968816f785e8",
        "identity/monitoring_configmap-dashboard.yaml": "5f59b8e438c058dfc6b8f36b462fe461",
        "identity/service.serving.knative.dev-identity.yaml": "90dec09093eb552fefca2892ab20a640"
      }
      ",
        "production/.espalier/loki.json": "{
        "root.yaml": "3b262f18af14b9a7e7fbafcfb09638d8",
        "values/loki.yaml": "64c510504df97ba5ad76d9dab24c7550"
      }
      ",
        "production/identity/clusterrole-system%3Aidentity.yaml": "apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: system:identity
      ",
        "production/identity/configmap-identity.yaml": "apiVersion: v1
      data:
        value: '1'
      kind: ConfigMap
      metadata:
        name: identity
        namespace: auth
      ",
        "production/identity/monitoring_configmap-dashboard.yaml": "apiVersion: v1
      data:
        value: '2'
      kind: ConfigMap
      metadata:
        name: dashboard
        namespace: monitoring
      ",
        "production/identity/service.serving.knative.dev-identity.yaml": "apiVersion: serving.knative.dev/v1
      kind: Service
      metadata:
        name: identity
        namespace: auth
      ",
        "production/root.yaml": "a: 1
      ---
      b: 1
      ",
        "production/values/loki.yaml": "replicas: 1
      ",
      }
    `);
    expect(result).toMatchInlineSnapshot(`
      {
        "applications": 2,
        "changes": [
          {
            "added": [
              "identity/configmap-identity.yaml",
              "identity/monitoring_configmap-dashboard.yaml",
              "identity/clusterrole-system%3Aidentity.yaml",
              "identity/service.serving.knative.dev-identity.yaml",
            ],
            "application": "identity",
            "changed": [],
            "removed": [],
          },
          {
            "added": [
              "values/loki.yaml",
              "root.yaml",
            ],
            "application": "loki",
            "changed": [],
            "removed": [],
          },
        ],
        "cluster": "production",
        "objects": 4,
        "problems": [],
        "pruned": 0,
        "unchanged": 0,
        "written": 6,
      }
    `);
  });

  it('writes only what differs, and says of each application what that was', () => {
    const workspace = new Workspace();
    workspace.render([new TestApplication('identity', [configMap('a'), configMap('b'), configMap('c')])]);
    const before = workspace.times();
    const result = workspace.render([
      new TestApplication('identity', [configMap('a'), configMap('b', '2'), configMap('d')]),
    ]);
    expect(result).toMatchObject({ objects: 3, written: 2, unchanged: 1, pruned: 1, problems: [] });
    expect(result.changes).toEqual([
      {
        application: 'identity',
        added: ['identity/configmap-d.yaml'],
        changed: ['identity/configmap-b.yaml'],
        removed: ['identity/configmap-c.yaml'],
      },
    ]);
    expect(workspace.times()['production/identity/configmap-a.yaml']).toBe(
      before['production/identity/configmap-a.yaml'],
    );
  });

  it('touches nothing where there is nothing to do, with the cache and without it', () => {
    const workspace = new Workspace();
    const application = new TestApplication('identity', [configMap('a')], {
      files: { 'values/identity.yaml': 'a: 1\n' },
    });
    workspace.render([application]);
    const before = workspace.times();
    const warm = workspace.render([application]);
    rmSync(workspace.cache, { recursive: true });
    const cold = workspace.render([application]);
    expect(workspace.times()).toEqual(before);
    expect(warm).toMatchObject({ objects: 1, written: 0, unchanged: 2, pruned: 0, changes: [], problems: [] });
    expect(cold).toEqual(warm);
  });

  it('builds an application only where its inputs or its files differ from what was written last', () => {
    const workspace = new Workspace();
    const application = new TestApplication('identity', [configMap('a'), configMap('b')]);
    const builds = (change: () => void): number => {
      const before = application.builds;
      change();
      expect(inShort(workspace.render([application]))).toEqual([]);
      return application.builds - before;
    };
    const file = workspace.path('identity/configmap-a.yaml');
    expect(builds(() => undefined)).toBe(1);
    expect(builds(() => undefined)).toBe(0);
    expect(
      builds(() => {
        utimesSync(file, 1, 1);
      }),
    ).toBe(0);
    expect(
      builds(() => {
        utimesSync(workspace.path('.espalier/identity.json'), 1, 1);
      }),
    ).toBe(0);
    expect(
      builds(() => {
        rmSync(file);
      }),
    ).toBe(1);
    expect(
      builds(() => {
        rmSync(workspace.path('.espalier/identity.json'));
      }),
    ).toBe(1);
    expect(builds(() => undefined)).toBe(0);
  });

  it('always builds an application whose inputs are unknown', () => {
    const workspace = new Workspace();
    const application = { name: 'identity', namespace: 'auth', inputs: undefined };
    let builds = 0;
    const build = () => ({ objects: [configMap('a', String((builds += 1)))] });
    workspace.render([{ ...application, build }]);
    workspace.render([{ ...application, build }]);
    expect(workspace.read('identity/configmap-a.yaml')).toContain("value: '2'");
  });

  it('prunes an application that is gone, and the directories that are empty then', () => {
    const workspace = new Workspace();
    workspace.render([
      new TestApplication('identity', [configMap('a')]),
      new TestApplication('loki', [configMap('b')], {
        files: { 'values/loki.yaml': 'a: 1\n', 'crds/loki/rule.yaml': 'a: 1\n' },
      }),
    ]);
    const result = workspace.render([new TestApplication('identity', [configMap('a')])]);
    expect(result).toMatchObject({ written: 0, unchanged: 1, pruned: 3, problems: [] });
    expect(Object.keys(workspace.files())).toEqual([
      'production/.espalier/identity.json',
      'production/identity/configmap-a.yaml',
    ]);
  });

  it('hands a file over from one application to another, whichever comes first', () => {
    const workspace = new Workspace();
    const owner = (name: string, text: string) =>
      new TestApplication(name, [], { files: { 'values/shared.yaml': text } });
    const without = (name: string) => new TestApplication(name, []);
    workspace.render([owner('a', '1'), without('b')]);
    expect(inShort(workspace.render([without('a'), owner('b', '2')]))).toEqual([]);
    expect(inShort(workspace.render([owner('a', '3'), without('b')]))).toEqual([]);
    expect(inShort(workspace.render([owner('c', '4')]))).toEqual([]);
    expect(workspace.files()).toMatchObject({ 'production/values/shared.yaml': '4' });
    expect(Object.keys(workspace.files())).toEqual(['production/.espalier/c.json', 'production/values/shared.yaml']);
  });

  it('makes a directory again that pruning emptied just before', () => {
    const workspace = new Workspace();
    const first = new TestApplication('a', [], { files: { 'values/a.yaml': '1' } });
    workspace.render([first]);
    workspace.render([new TestApplication('a', []), new TestApplication('b', [], { files: { 'values/b.yaml': '1' } })]);
    expect(workspace.manifests()).toEqual(['values/b.yaml']);
  });

  it('reads an index that came back, of an application that had no files left', () => {
    const workspace = new Workspace();
    const full = new TestApplication('a', [], { files: { 'values/a.yaml': '1' } });
    const empty = new TestApplication('a', []);
    workspace.render([full]);
    const before = workspace.files();
    workspace.render([empty]);
    for (const [path, text] of Object.entries(before)) workspace.write(path.replace('production/', ''), text);
    expect(workspace.render([empty])).toMatchObject({ pruned: 1, problems: [] });
  });

  it('calls back for every application, in order', () => {
    const workspace = new Workspace();
    const seen: string[] = [];
    const onApplication = (cluster: string, application: string) => seen.push(`${cluster}/${application}`);
    const applications = [new TestApplication('b', [configMap('x')]), new TestApplication('a', [configMap('y')])];
    workspace.render(applications);
    workspace.render(applications, { onApplication });
    expect(seen).toEqual(['production/b', 'production/a']);
  });

  it('follows a checkout of another branch, and back', () => {
    const workspace = new Workspace();
    const one = [
      new TestApplication('identity', [configMap('a', 'one')]),
      new TestApplication('loki', [configMap('l')]),
    ];
    const two = [new TestApplication('identity', [configMap('a', 'two'), configMap('b')])];
    workspace.render(one);
    const branchOne = workspace.files();
    renameSync(workspace.root, `${workspace.directory}/one`);
    workspace.render(two);
    renameSync(workspace.root, `${workspace.directory}/two`);
    renameSync(`${workspace.directory}/one`, workspace.root);
    expect(workspace.render(two)).toMatchObject({ written: 2, pruned: 1, problems: [] });
    expect(workspace.render(one)).toMatchObject({ written: 2, pruned: 1, problems: [] });
    expect(workspace.files()).toEqual(branchOne);
  });

  it('ignores a cache that is damaged, and one of another tree', () => {
    const workspace = new Workspace();
    const application = new TestApplication('identity', [configMap('a')]);
    workspace.render([application]);
    const cacheFile = `${workspace.cache}/production.json`;
    const cache = readFileSync(cacheFile, 'utf8');
    for (const damaged of [
      '',
      '{',
      '[]',
      'null',
      '{"version":1}',
      cache.replace(workspace.root, '/elsewhere'),
      cache.replace(/"files":\{/, '"files":{"x":1,'),
    ]) {
      writeFileSync(cacheFile, damaged);
      const before = application.builds;
      expect(workspace.render([application])).toMatchObject({ unchanged: 1, written: 0, problems: [] });
      expect(application.builds).toBe(before + 1);
    }
  });

  it('passes on what a build throws, and leaves no lock', () => {
    const workspace = new Workspace();
    const broken = {
      name: 'broken',
      inputs: undefined,
      build: () => {
        throw Object.assign(new Error('no chart'), { code: 'ENOENT', path: '/charts/x' });
      },
    };
    expect(() => workspace.render([broken])).toThrow('no chart');
    expect(workspace.render([new TestApplication('a', [configMap('a')])]).problems).toEqual([]);
  });
});

describe('renderCluster refuses, and writes nothing', () => {
  const ok = new TestApplication('ok', [configMap('a')]);
  const withFiles = (name: string, ...paths: string[]) =>
    new TestApplication(name, [], { files: Object.fromEntries(paths.map((path) => [path, 'x'])) });
  it.each([
    ['a reserved name', [new TestApplication('values', [])], ['ESP4001']],
    ['a name that is no label', [new TestApplication('App_1', [])], ['ESP4001']],
    ['a name that leads out', [new TestApplication('../x', [])], ['ESP4001']],
    ['two applications of one name', [ok, new TestApplication('ok', [])], ['ESP4002']],
    ['names equal except for case', [ok, new TestApplication('OK', [])], ['ESP4001', 'ESP4002']],
    ['an object twice', [new TestApplication('x', [configMap('a'), configMap('a', '2')])], ['ESP4003']],
    [
      'an object twice, its namespace once implied',
      [new TestApplication('x', [configMap('a'), { ...configMap('a'), metadata: { name: 'a' } }])],
      ['ESP4003'],
    ],
    [
      'two versions of an object',
      [
        new TestApplication('x', [
          { ...configMap('a'), apiVersion: 'x.io/v1', kind: 'X' },
          { ...configMap('a'), apiVersion: 'x.io/v2', kind: 'X' },
        ]),
      ],
      ['ESP4003'],
    ],
    [
      'two objects with one file name',
      [
        new TestApplication('x', [
          { ...configMap('a'), apiVersion: 'x.io/v1', kind: 'X' },
          { ...configMap('a'), apiVersion: 'y.io/v1', kind: 'X' },
        ]),
      ],
      ['ESP4004'],
    ],
    [
      'objects whose names differ in case only',
      [new TestApplication('x', [configMap('a'), configMap('A')])],
      ['ESP4004'],
    ],
    [
      'an object and a file of one name',
      [new TestApplication('x', [configMap('a')], { files: { 'x/configmap-a.yaml': '' } })],
      ['ESP4004'],
    ],
    ['too long a name', [new TestApplication('x', [configMap('a'.repeat(300))])], ['ESP4005']],
    ['a file outside the cluster', [withFiles('x', '../y.yaml')], ['ESP4006']],
    ['a file in the directory of another application', [ok, withFiles('x', 'ok/y.yaml')], ['ESP4006']],
    [
      'a file that two applications want',
      [withFiles('x', 'values/a.yaml'), withFiles('y', 'values/A.yaml')],
      ['ESP4004'],
    ],
    ['a file called like the directory of an application', [ok, withFiles('x', 'ok')], ['ESP4004']],
    ['a file called like a directory of files', [withFiles('x', 'a/b.yaml', 'a')], ['ESP4004']],
    ['directories that differ in case only', [withFiles('x', 'a/b.yaml'), withFiles('y', 'A/c.yaml')], ['ESP4004']],
    [
      'a value that is no plain data',
      [new TestApplication('x', [{ ...configMap('a'), data: { at: new Date(0) } }])],
      ['ESP4007'],
    ],
  ])('%s', (_, applications, codes) => {
    const workspace = new Workspace();
    mkdirSync(workspace.root);
    const result = workspace.render([new TestApplication('fine', [configMap('fine')]), ...applications]);
    expect(result.problems.map(({ code }) => code)).toEqual(codes);
    expect(result.written).toBe(0);
    expect(workspace.files()).toEqual({});
  });

  it('also where one of two applications that want a file is unchanged', () => {
    const workspace = new Workspace();
    workspace.render([withFiles('x', 'values/a.yaml')]);
    expect(inShort(workspace.render([withFiles('x', 'values/a.yaml'), withFiles('y', 'values/a.yaml')]))).toEqual([
      'ESP4004 clusters/production/values/a.yaml',
    ]);
  });

  it('a name of a cluster that leads out', () => {
    const workspace = new Workspace();
    expect(inShort(workspace.render([ok], {}, '../elsewhere'))).toEqual(['ESP4001 clusters']);
  });

  it('and names both objects', () => {
    const workspace = new Workspace();
    const one = { ...configMap('a'), apiVersion: 'x.io/v1', kind: 'X' };
    const [problem] = workspace.render([new TestApplication('x', [one, { ...one, apiVersion: 'y.io/v1' }])]).problems;
    expect(problem?.found).toBe(
      'X auth/a (x.io/v1) and X auth/a (y.io/v1) would be the same file; case does not count.',
    );
  });
});

describe('renderCluster keeps what others wrote', () => {
  const application = new TestApplication('identity', [configMap('a'), configMap('b')]);
  const file = 'identity/configmap-a.yaml';
  const shown = `clusters/production/${file}`;

  it('a foreign file where one of its own is to be; force overwrites it', () => {
    const workspace = new Workspace();
    workspace.write(file, 'mine');
    const result = workspace.render([application]);
    expect(result).toMatchObject({ written: 1, problems: [{ code: 'ESP4012', file: shown }] });
    expect(workspace.read(file)).toBe('mine');
    expect(inShort(workspace.render([application]))).toEqual([`ESP4012 ${shown}`]);
    expect(workspace.render([application], { force: true })).toMatchObject({ written: 1, problems: [] });
    expect(workspace.render([application])).toMatchObject({ written: 0, unchanged: 2, problems: [] });
  });

  it('adopts a foreign file with the very bytes it would write', () => {
    const other = new Workspace();
    other.render([application]);
    const workspace = new Workspace();
    workspace.write(file, other.read(file));
    expect(workspace.render([application])).toMatchObject({ written: 1, unchanged: 1, problems: [] });
    expect(workspace.files()).toEqual(other.files());
  });

  it('a file that was edited by hand, also if its length is the same', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    const edited = workspace.read(file).replace("'1'", "'9'");
    workspace.write(file, edited);
    for (let round = 0; round < 2; round += 1) {
      expect(inShort(workspace.render([application]))).toEqual([`ESP4013 ${shown}`]);
      expect(workspace.read(file)).toBe(edited);
    }
    const changed = new TestApplication('identity', [configMap('a', '2'), configMap('b', '2')]);
    expect(workspace.render([changed])).toMatchObject({ written: 1, problems: [{ code: 'ESP4013' }] });
    expect(workspace.render([changed], { force: true })).toMatchObject({ written: 1, problems: [] });
  });

  it('adopts an edit that is what the model says now', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    workspace.write(file, workspace.read(file).replace("'1'", "'9'"));
    const changed = new TestApplication('identity', [configMap('a', '9'), configMap('b')]);
    expect(workspace.render([changed])).toMatchObject({ written: 0, unchanged: 2, problems: [] });
    expect(workspace.render([application])).toMatchObject({ written: 1, problems: [] });
  });

  it('a file that was edited by hand and should be pruned', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    workspace.write(file, 'mine');
    const smaller = new TestApplication('identity', [configMap('b')]);
    for (let round = 0; round < 2; round += 1)
      expect(inShort(workspace.render([smaller]))).toEqual([`ESP4014 ${shown}`]);
    for (let round = 0; round < 2; round += 1) expect(inShort(workspace.render([]))).toEqual([`ESP4014 ${shown}`]);
    expect(workspace.read(file)).toBe('mine');
    expect(workspace.render([], { force: true })).toMatchObject({ pruned: 1, problems: [] });
    expect(workspace.files()).toEqual({});
  });

  it('a foreign file next to its manifests, though nothing else changed; force deletes it', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    workspace.write('identity/extra.yaml', 'mine');
    mkdirSync(workspace.path('identity/sub'));
    expect(inShort(workspace.render([application]))).toEqual([
      'ESP4015 clusters/production/identity/extra.yaml',
      'ESP4015 clusters/production/identity/sub',
    ]);
    expect(inShort(workspace.render([application], { force: true }))).toEqual([
      'ESP4015 clusters/production/identity/sub',
    ]);
    expect(workspace.manifests()).toEqual(['identity/configmap-a.yaml', 'identity/configmap-b.yaml', 'identity/sub/']);
  });

  it('a foreign file in the directory of an application that is gone', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    workspace.write('identity/extra.yaml', 'mine');
    expect(inShort(workspace.render([]))).toEqual(['ESP4015 clusters/production/identity/extra.yaml']);
    expect(workspace.manifests()).toEqual(['identity/extra.yaml']);
  });

  it('a foreign file among CRDs, which Argo CD would apply; but not one among values', () => {
    const workspace = new Workspace();
    const loki = new TestApplication('loki', [], { files: { 'crds/loki/a.yaml': '1', 'values/loki.yaml': '1' } });
    workspace.render([loki]);
    workspace.write('crds/loki/b.yaml', 'mine');
    workspace.write('values/README.md', 'mine');
    workspace.write('README.md', 'mine');
    expect(inShort(workspace.render([loki]))).toEqual(['ESP4015 clusters/production/crds/loki/b.yaml']);
  });

  it('a foreign symbolic link next to its manifests, even with force', () => {
    const workspace = new Workspace();
    workspace.render([application]);
    symlinkSync('/etc/passwd', workspace.path('identity/extra.yaml'));
    expect(inShort(workspace.render([application], { force: true }))).toEqual([
      'ESP4015 clusters/production/identity/extra.yaml',
    ]);
    expect(workspace.manifests()).toContain('identity/extra.yaml');
  });

  it('a directory where a file is to be', () => {
    const workspace = new Workspace();
    workspace.write(`${file}/x`, 'mine');
    expect(inShort(workspace.render([application], { force: true }))).toEqual([`ESP4011 ${shown}`]);
    expect(workspace.manifests()).toEqual([`${file}/x`, 'identity/configmap-b.yaml']);
  });
});

describe('renderCluster never follows a symbolic link', () => {
  const application = new TestApplication('identity', [configMap('a')], { files: { 'values/identity.yaml': '1' } });
  const changed = new TestApplication('identity', [configMap('a', '2')], { files: { 'values/identity.yaml': '2' } });
  const other = new TestApplication('other', [configMap('o')]);

  it.each([
    ['the cluster', '', []],
    ['the indices', '.espalier', []],
    ['an index', '.espalier/identity.json', ['other/configmap-o.yaml']],
    ['an application', 'identity', ['values/identity.yaml', 'other/configmap-o.yaml']],
    ['a directory of other files', 'values', ['identity/configmap-a.yaml', 'other/configmap-o.yaml']],
    ['a file', 'identity/configmap-a.yaml', ['values/identity.yaml', 'other/configmap-o.yaml']],
  ])('in place of %s, though it leads to what stood there', (_, path, written) => {
    const workspace = new Workspace();
    workspace.render([application]);
    const outside = `${workspace.directory}/outside`;
    renameSync(workspace.path(path), outside);
    symlinkSync(outside, workspace.path(path));
    const before = contentOf(outside);
    const problem = `ESP4010 clusters/production${path === '' ? '' : `/${path}`}`;

    expect(inShort(workspace.render([application]))).toEqual([problem]);
    const result = workspace.render([changed, other], { force: true });
    expect(inShort(result)).toEqual([problem]);
    expect(result.changes.flatMap((change) => [...change.changed, ...change.added])).toEqual(written);
    expect(inShort(workspace.render([], { force: true }))).toEqual([problem]);
    expect(contentOf(outside)).toEqual(before);
  });

  it.each(['.espalier/.pending', 'identity/configmap-a.yaml', 'identity', 'values'])(
    'that was put at %s by hand',
    (path) => {
      const workspace = new Workspace();
      const outside = `${workspace.directory}/outside`;
      mkdirSync(outside);
      workspace.write('README.md', 'mine');
      mkdirSync(dirname(workspace.path(path)), { recursive: true });
      symlinkSync(outside, workspace.path(path));
      expect(inShort(workspace.render([application], { force: true }))).toEqual([
        `ESP4010 clusters/production/${path}`,
      ]);
      expect(contentOf(outside)).toEqual([]);
    },
  );

  function contentOf(path: string): unknown {
    if (lstatSync(path).isFile()) return readFileSync(path, 'utf8');
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => [name, lstatSync(`${path}/${name}`).mtimeMs]);
  }
});
