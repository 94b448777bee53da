import { subjectId, subjectName } from '../../documents/index.ts';
import { risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** An object that two changed files hold. */
export const objectInTwoFiles: RiskRule = {
  code: 'ESP8127',
  title: 'Two files hold one object',
  page: {
    why: 'Argo CD applies both files, one after the other: which one wins is not defined, and a reader sees only one. With `FailOnSharedResource` the sync of the second Application fails.',
    example: 'A raw manifest brings a Deployment that an app has already.',
    whatToDo: 'Remove one of the two.',
  },
  findOnce: ({ changes }) =>
    [
      ...Map.groupBy(
        changes.filter(({ after }) => after !== undefined),
        ({ subject }) => subjectId(subject),
      ).values(),
    ]
      .filter(([first, ...others]) => first?.subject.is === 'object' && others.length > 0)
      .flatMap((same) =>
        same.slice(0, 1).flatMap((change) =>
          risksOf(objectInTwoFiles, change, [
            {
              severity: 'critical',
              effect: `${subjectName(change.subject)} is in ${same.length} files: ${same.map(({ file }) => file).join(', ')}. Which one wins is not defined.`,
              steps: ['Remove all but one of them.'],
            },
          ]),
        ),
      ),
};
