import { pathToFileURL } from 'node:url';
import * as model from '../index.ts';
import type { Problem } from '../problem/index.ts';

/** The default export of a TypeScript definition with all its exports, or what kept it from loading. */
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
    expected: 'Expected `export default define…({ … })`.',
    remedy: 'Export the definition by default.',
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
  const place = error instanceof Error ? placeIn(error, file) : undefined;
  const missing = /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(message);
  if (missing !== null) {
    const [, specifier = '', name = ''] = missing;
    return {
      code: 'ESP1003',
      file: place ?? file,
      path: 'import',
      found: `'${specifier}' exports no '${name}'.`,
      expected: 'Imports name what a module exports.',
      remedy: `Correct the name, or export '${name}' there; a type is imported with 'import type'.`,
    };
  }
  const undeclared = error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(message)?.[1] : undefined;
  if (undeclared !== undefined) {
    return {
      code: 'ESP1003',
      file: place ?? file,
      path: '',
      found: `'${undeclared}' is neither declared nor imported here.`,
      expected: 'Names that the file declares or imports.',
      remedy: Object.hasOwn(model, undeclared)
        ? `Add: import { ${undeclared} } from '@espalier/model';`
        : "Import it; addons are in '@espalier/addons'.",
    };
  }
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
      file: place ?? file,
      path: '',
      found: `This is not TypeScript: ${message.trim()}.`,
      expected: 'A file that Node can read.',
      remedy: 'Correct the syntax; the editor shows the place.',
    };
  }
  return {
    code: 'ESP1002',
    file: place ?? file,
    path: '',
    found: `The definition failed while it was loaded: ${message}.`,
    expected: 'A definition only declares: it reads no network, no clock and nothing that may be missing.',
    remedy: 'Correct what throws.',
  };
}

/** `file:line:column` of the topmost stack frame inside the file. */
function placeIn(error: Error, file: string): string | undefined {
  const frame = error.stack?.split('\n').find((line) => line.includes(`/${file}:`));
  const position = frame === undefined ? undefined : /:(\d+(?::\d+)?)\)?$/.exec(frame)?.[1];
  return position === undefined ? undefined : `${file}:${position}`;
}

function relative(specifier: string): string {
  const from = specifier.lastIndexOf('/apps/');
  return specifier.startsWith('/') && from !== -1 ? specifier.slice(from + 1) : specifier;
}
