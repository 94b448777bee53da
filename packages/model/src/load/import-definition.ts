import { pathToFileURL } from 'node:url';
import * as model from '../index.ts';
import { basename } from 'node:path';
import { didYouMean, placeOf, undeclaredName, type Problem } from '../problem/index.ts';

/** The default export of a TypeScript definition with all its exports, or the problem that prevented loading. */
export async function importDefinition(
  absolute: string,
  file: string,
): Promise<{
  readonly value: unknown;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(absolute).href);
  } catch (error) {
    return { value: undefined, exports: {}, problems: [problemOf(error, file)] };
  }
  const value: unknown = Reflect.get(Object(module), 'default');
  const exports: Record<string, unknown> =
    typeof module === 'object' && module !== null ? Object.fromEntries(Object.entries(module)) : {};
  if (value !== undefined) return { value, exports, problems: [] };
  const missing: Problem = {
    code: 'ESP1004',
    file,
    path: 'default',
    found: 'The file has no default export.',
    expected: `Expected \`export default ${formOf(file)}\`.`,
    remedy: 'Export it by default.',
  };
  return { value: undefined, exports, problems: [missing] };
}

function problemOf(error: unknown, file: string): Problem {
  const code: unknown = Reflect.get(Object(error), 'code');
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') {
    const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
    return {
      code: 'ESP1003',
      file,
      path: 'import',
      found: specifier === undefined ? message : `'${relative(specifier)}' cannot be found.`,
      expected: 'Imports name an installed package, or a file with its ending, such as ./network.ts.',
      remedy: "Correct the import; for a package, run 'npm install'.",
    };
  }
  const place = placeOf(error, file);
  const missing = missingExport(message);
  if (missing !== undefined) {
    const { specifier, name } = missing;
    const suggestion = specifier === '@espalier/model' ? didYouMean(name, Object.keys(model)) : '';
    const elsewhere = specifier.startsWith('.') ? `, or export '${name}' there` : '';
    return {
      code: 'ESP1003',
      file: place,
      path: 'import',
      found: `'${specifier}' exports no '${name}'.${suggestion}`,
      expected: 'Imports name what a module exports.',
      remedy: `Correct the name${elsewhere}; a type is imported with 'import type'.`,
    };
  }
  const undeclared = undeclaredName(error, { '@espalier/model': model }, importHint(file));
  if (undeclared !== undefined) return { code: 'ESP1003', file: place, path: '', ...undeclared };
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return {
      code: 'ESP1002',
      file,
      path: '',
      found: `The file uses TypeScript that Node does not strip: ${message}.`,
      expected: 'Erasable TypeScript only: no enum, no namespace with values, no parameter properties.',
      remedy: 'Use a union of texts in place of an enum.',
    };
  }
  if (code === 'ERR_INVALID_TYPESCRIPT_SYNTAX' || error instanceof SyntaxError) {
    return {
      code: 'ESP1002',
      file: place,
      path: '',
      found: `This is not TypeScript: ${message.trim()}.`,
      expected: 'A file that Node can parse.',
      remedy: 'Correct the syntax; the editor shows the place.',
    };
  }
  return {
    code: 'ESP1002',
    file: place,
    path: '',
    found: `The definition failed while it was loaded: ${message}.`,
    expected: 'A definition only declares: it uses no network, no clock and no file that may be missing.',
    remedy: 'Correct what throws.',
  };
}

/** Node has another message for CommonJS modules, such as cdk8s. */
function missingExport(message: string): { readonly specifier: string; readonly name: string } | undefined {
  const [, specifier = '', name = ''] =
    /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(message) ?? [];
  if (specifier !== '') return { specifier, name };
  const [, inCommonJs = '', from = ''] =
    /^Named export '([^']+)' not found\. The requested module '([^']+)' is a CommonJS module/.exec(message) ?? [];
  return from === '' ? undefined : { specifier: from, name: inCommonJs };
}

/** The default export of a definition file. */
function formOf(file: string): string {
  if (file.startsWith('apps/platform/environments/')) return 'defineEnvironment({ … })';
  const forms: Readonly<Record<string, string>> = {
    'platform.ts': 'definePlatform({ … })',
    'cluster.ts': 'defineCluster({ … })',
    'chart.ts': '(chart: Chart, app: ResolvedApp): void => { … }',
    'cloud.ts': '({ app, environment, parent }: AppCloud): void => { … }',
  };
  return forms[basename(file)] ?? 'defineApp({ … })';
}

function importHint(file: string): string {
  const where: Readonly<Record<string, string>> = {
    'chart.ts': "constructs are in 'cdk8s' and 'cdk8s-plus-29'",
    'cloud.ts': "resources are in '@pulumi/aws'",
  };
  return `Import it; ${where[basename(file)] ?? "addons are in '@espalier/addons'"}.`;
}

function relative(specifier: string): string {
  const from = specifier.lastIndexOf('/apps/');
  return specifier.startsWith('/') && from !== -1 ? specifier.slice(from + 1) : specifier;
}
