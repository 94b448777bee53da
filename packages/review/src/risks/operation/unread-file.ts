import { risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** Files of the tree that Argo CD may apply and no rule understands. */
export const unreadFile: RiskRule = {
  code: 'ESP8126',
  title: 'A file in the tree that this review cannot read',
  page: {
    why: 'Argo CD applies every YAML and JSON file in the folder of an Application, and follows symbolic links. A file that holds no Kubernetes object, a link or a submodule is not reviewed: no rule knows what it does.',
    example: 'A symbolic link in `clusters/production/identity/` to a file elsewhere in the repository.',
    whatToDo:
      'Remove the file. Espalier writes plain files with one object each; objects of your own come from `chart.ts`.',
  },
  find: (change) => {
    const { subject, action, after } = change;
    if (subject.is !== 'text' || action === 'deleted') return [];
    const what =
      typeof after === 'string' && / is a (?:symbolic link|submodule)\.$/.test(after)
        ? after
        : `${subject.path} holds no Kubernetes object.`;
    return risksOf(unreadFile, change, [
      {
        severity: 'high',
        effect: `Argo CD may apply what no rule of this review has read: ${what}`,
        steps: ['Remove the file, and render again: npm start'],
      },
    ]);
  },
};
