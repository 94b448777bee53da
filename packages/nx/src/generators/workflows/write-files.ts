import { ProblemsError, type Problem } from '@espalier/model';
import type { Tree } from '@nx/devkit';
import { codeOwnersFile, gitAttributes, marker, workflowsFolder } from '../../workflows/index.ts';

/** What the platform says of files for GitHub. */
export interface GeneratedFiles {
  /** Texts of workflows by the name of their file. */
  readonly workflows: Readonly<Record<string, string>>;
  /** Text of `CODEOWNERS`, with what people wrote in it. */
  readonly codeOwners: string;
}

/**
 * Writes the workflows and the generated parts of `.gitattributes` and `CODEOWNERS`, and deletes generated workflows that the platform has
 * no more. Other files stay as they are.
 *
 * @throws ProblemsError ESP5030 where a workflow of another author has the name of a generated one; nothing is written then
 */
export function writeFiles(tree: Tree, { workflows, codeOwners }: GeneratedFiles): void {
  const foreign = Object.keys(workflows).filter((name) => tree.exists(pathOf(name)) && !isGenerated(tree, name));
  if (foreign.length > 0) throw new ProblemsError(foreign.map(notGenerated));
  for (const name of tree.children(workflowsFolder)) {
    if (!(name in workflows) && isGenerated(tree, name)) tree.delete(pathOf(name));
  }
  for (const [name, text] of Object.entries(workflows)) write(tree, pathOf(name), text);
  write(tree, codeOwnersFile, codeOwners);
  write(tree, '.gitattributes', gitAttributes(tree.read('.gitattributes', 'utf8') ?? ''));
}

function write(tree: Tree, path: string, text: string): void {
  if (tree.read(path, 'utf8') !== text) tree.write(path, text);
}

function isGenerated(tree: Tree, name: string): boolean {
  return tree.read(pathOf(name), 'utf8')?.startsWith(marker) === true;
}

function pathOf(name: string): string {
  return `${workflowsFolder}/${name}`;
}

function notGenerated(name: string): Problem {
  return {
    code: 'ESP5030',
    file: pathOf(name),
    path: '',
    found: `The workflow does not begin with '${marker}', so that somebody else has written it.`,
    expected: 'A file of this name that Espalier generates, or none.',
    remedy: 'Rename the workflow, then run `npx nx sync`.',
  };
}
