import { Document, isMap, isScalar, visit } from 'yaml';

/** A value of a workflow. A key `#` is the comment in front of the mapping or, in a list, of the item. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** First words of each file that the sync generator owns. */
export const marker = '# Written by Espalier';

/**
 * The text of a workflow: the marker, then the YAML. In `uses`, what follows ` # ` is the version next to the commit.
 */
export function workflowText(about: string, workflow: { readonly [key: string]: Value }): string {
  const document = new Document(workflow, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_key, map) {
      const comment = map.get('#');
      if (typeof comment !== 'string') return;
      map.delete('#');
      map.commentBefore = ` ${comment.replaceAll('\n', '\n ')}`;
    },
    Pair(_key, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value) || typeof value.value !== 'string') return;
      const [action, version] = value.value.split(' # ');
      value.value = action;
      if (version !== undefined) value.comment = ` ${version}`;
    },
  });
  if (isMap(document.contents)) for (const { key } of document.contents.items.slice(1)) spaceBefore(key);
  const jobs = document.get('jobs');
  if (isMap(jobs)) for (const { key } of jobs.items.slice(1)) spaceBefore(key);
  const header = `${marker}: the definition of the platform decides what is here. \`npx nx sync\` writes it again.`;
  return `${header}\n# ${about.replaceAll('\n', '\n# ')}\n${document.toString({ lineWidth: 0, singleQuote: true })}`;
}

function spaceBefore(key: unknown): void {
  if (isScalar(key)) key.spaceBefore = true;
}
