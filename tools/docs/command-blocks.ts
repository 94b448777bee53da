import { fromMarkdown } from 'mdast-util-from-markdown';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of commands in a document. */
export interface CommandBlock {
  /** Where it stands: `<file>:<line>`. */
  readonly place: string;
  /** What a reader would paste into a shell. */
  readonly script: string;
  /** The reason why it cannot be run, from a comment `<!-- not run: … -->` directly before it. */
  readonly notRun: string | undefined;
}

/** The guide that adds an app. */
export const appGuide = 'docs/guides/an-app-from-nothing-to-a-cluster.md';

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

const shells = new Set(['sh', 'shell', 'bash', 'console']);

/** The README, the guides and the READMEs of packages and tools, relative to the repository. */
export function documents(repository: string): readonly string[] {
  const readmes = (folder: string): readonly string[] =>
    readdirSync(join(repository, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}/${name}/README.md`)
      .filter((file) => read(repository, file) !== '');
  const guides = readdirSync(join(repository, 'docs/guides')).map((name) => `docs/guides/${name}`);
  return ['README.md', ...guides, ...readmes('packages'), ...readmes('tools')];
}

/** Blocks of code of a document in a language, in order. */
export function codeBlocks(repository: string, file: string, language: string): readonly string[] {
  const blocks: string[] = [];
  walk(fromMarkdown(read(repository, file)), (node) => {
    if (node.type === 'code' && node.lang === language) blocks.push(node.value);
  });
  return blocks;
}

/** Blocks of commands of a document, in order. */
export function commandBlocks(repository: string, file: string): readonly CommandBlock[] {
  const blocks: CommandBlock[] = [];
  let before: Node | undefined;
  walk(fromMarkdown(read(repository, file)), (node) => {
    if (node.type === 'code' && shells.has(node.lang ?? '')) {
      const comment = before?.type === 'html' ? before.value : '';
      const notRun = /^<!-- not run: (\S.*) -->$/.exec(comment)?.[1];
      blocks.push({ place: `${file}:${node.position?.start.line ?? 0}`, script: node.value, notRun });
    }
    before = node;
  });
  return blocks;
}

/** Code in the sentences of a document. */
export function inlineCode(repository: string, file: string): readonly string[] {
  const code: string[] = [];
  walk(fromMarkdown(read(repository, file)), (node) => {
    if (node.type === 'inlineCode') code.push(node.value);
  });
  return code;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

function read(repository: string, file: string): string {
  try {
    return readFileSync(join(repository, file), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
