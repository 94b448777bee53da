import { refusedInAws } from '../../refused-in-aws/index.ts';
import { plannedIn, risksOf, type RiskRule } from '../../risk-rule/index.ts';
import { subjectName } from '../../documents/index.ts';

/** Changes of AWS resources that fail, or that interrupt what uses the resource. */
export const refusedByAws: RiskRule = {
  code: 'ESP8105',
  title: 'AWS refuses the change',
  page: {
    why: 'AWS lets some inputs change in one direction only: storage grows, versions go up, a control plane one minor at a time. The update of the stack fails, and what comes after it in the stack is not updated. A stack in another region or account is another stack.',
    example: 'The storage of a database shrinks, or `kubernetesVersion` leaves a minor out.',
    whatToDo: 'Follow the steps of the risk: they say what works instead.',
  },
  find: (change) => {
    const { subject } = change;
    const [before, after] = [plannedIn(change.before), plannedIn(change.after)];
    if (subject.is !== 'resource' || before === undefined || after === undefined) return [];
    return risksOf(
      refusedByAws,
      change,
      refusedInAws({ stack: subject.stack, before, after, stateful: undefined }).map(
        ({ code, path, before: old, after: now, effect, because, steps }) => ({
          // A database that is renamed keeps its data.
          severity: code === 'ESP8025' ? ('high' as const) : ('critical' as const),
          path,
          effect:
            `${path} of ${subjectName(subject)} changes from ${old} to ${now}: ${effect.charAt(0).toLowerCase() + effect.slice(1)}`.replace(
              ': aWS',
              ': AWS',
            ),
          because,
          steps,
        }),
      ),
    );
  },
};
