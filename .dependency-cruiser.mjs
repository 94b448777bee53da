import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** Package boundaries as docs/decisions and the packages' READMEs state them: arrows point down only. */
const layers = {
  model: [],
  addons: ['model'],
  kubernetes: ['model'],
  tree: ['model'],
  cloud: ['model'],
  check: ['model', 'tree', 'addons', 'review'],
  review: ['model', 'tree', 'addons', 'review'],
  nx: ['model', 'addons', 'kubernetes', 'tree', 'cloud', 'check', 'review'],
};
/** Heavy dependencies, each with the one package that may load it. */
const owners = {
  zod: 'model',
  cdk8s: 'kubernetes',
  'cdk8s-plus-29': 'kubernetes',
  '@nx/devkit': 'nx',
  '@pulumi': 'cloud',
  ajv: 'check',
};
/** Packages whose folders have doors, and in which no two folders import each other (tools/docs/folders.test.ts). */
export const packagesWithRooms = ['model', 'tree', 'addons', 'review', 'kubernetes', 'check', 'cloud', 'nx'];

/** Folders of a package with an `index.ts`, which is their door. */
function doorsOf(name) {
  const source = `packages/${name}/src`;
  return readdirSync(new URL(source, import.meta.url), { recursive: true })
    .filter((path) => path.endsWith('/index.ts'))
    .map((path) => join(source, dirname(path)));
}

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(layers).map(([name, allowed]) => ({
      name: `${name}-imports-downwards`,
      severity: 'error',
      from: { path: `^packages/${name}/src` },
      to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
    })),
    ...Object.entries(owners).map(([library, owner]) => ({
      name: `only-${owner}-loads-${library}`,
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: `^packages/${owner}/` },
      to: { path: `node_modules/${library}/` },
    })),
    {
      name: 'pulumi-is-not-loaded-to-render',
      severity: 'error',
      comment: 'Neither the graph nor a render pays for the cloud layer.',
      from: { path: '^packages/nx/src/(plugin|commands/render|executors/render/render)\\.ts$' },
      to: { path: 'node_modules/@pulumi/', reachable: true },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      comment: 'A package is used through what its exports name, never by a path into it.',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/$1/',
          '/src/index\\.ts$',
          '/src/(load|plan|program|replacement)/index\\.ts$',
          '/src/plugin\\.ts$',
        ],
      },
    },
    ...packagesWithRooms.flatMap((name) =>
      doorsOf(name).map((folder) => ({
        name: 'through-the-door-of-a-folder',
        severity: 'error',
        comment: 'A folder with an index.ts is used through it. Tests may open any file of their own package.',
        from: { path: `^packages/${name}/src/`, pathNot: `^${folder}/` },
        to: { path: `^${folder}/`, pathNot: `^${folder}/index\\.ts$` },
      })),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|clusters)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@espalier/source', 'import', 'node', 'default', 'types'],
    },
  },
};
