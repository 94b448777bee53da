import { isRendered } from '../../documents/index.ts';
import { risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** Rendered files that changed although nothing that they are rendered from did. */
export const handEdit: RiskRule = {
  code: 'ESP8123',
  title: 'Rendered files changed, and no definition did',
  page: {
    why: 'Everything in `clusters/` is rendered from the definitions. A file that is edited by hand keeps its change until the next render, which writes it back. The other cause is another version of Espalier than the one of the last render.',
    example: '`replicas` is edited in `clusters/production/identity/deployment-identity.yaml`.',
    whatToDo: 'Make the change in the definition, then render: `npm start`.',
  },
  findOnce: ({ comparison, changes }) => {
    const [first] = changes.filter(({ fields, action }) => action !== 'changed' || fields.length > 0);
    if (first === undefined || comparison.changed.some(({ path }) => isDefinition(path))) return [];
    // Two trees without their definitions, such as the output of two renders, have no definition to edit.
    if (!comparison.list('head', 'apps').some((path) => !isRendered(path))) return [];
    const files = comparison.changed.filter(({ path }) => isRendered(path)).length;
    return risksOf(handEdit, first, [
      {
        severity: 'high',
        effect: `The next render takes back what changed in ${files === 1 ? first.file : `${files} rendered files`}: no definition changed with ${files === 1 ? 'it' : 'them'}.`,
        because: 'It is an edit by hand, or another version of Espalier rendered it.',
        steps: [
          'Make the change in the definition of the app, addon or cluster.',
          'Render again: npm start -- --force',
        ],
      },
    ]);
  },
};

/** Whether a render may read a file: apps and the platform, chart overlays, packages, tools and their versions. */
function isDefinition(path: string): boolean {
  if (isRendered(path) || path.startsWith('clusters/') || path.endsWith('.md')) return false;
  return /^(?:apps|packages|manifests|charts|tools)\//.test(path) || /^[^/]+\.(?:json|ts|js|mjs|yaml|lock)$/.test(path);
}
