import { valueAt } from '@espalier/model';
import { shown } from '../refused/index.ts';
import { takeBack, type RefusalInAwsRule } from './refusal.ts';

const another =
  'Or make another environment there next to this one, release the apps to it, and take this one down: docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.';

const moves = [
  {
    input: 'region',
    effect: 'It replaces every resource of the stack, and stops at what is protected.',
    because: 'A resource is in the region that it was made in.',
  },
  {
    input: 'allowedAccountIds',
    effect: 'It begins an empty stack in the other account.',
    because: 'What the stack has is in the account that it was made in, and so is its state.',
  },
] as const;

/** The provider of a stack is of one account and region, and everything in the stack with it. */
export const stackMoves: RefusalInAwsRule = ({ before, after }) => {
  if (after.type !== 'pulumi:providers:aws') return [];
  return moves
    .map((move) => ({ ...move, old: valueAt(before.inputs, [move.input]), now: valueAt(after.inputs, [move.input]) }))
    .filter(({ old, now }) => old !== now)
    .map(({ input, effect, because, old, now }) => ({
      code: 'ESP8024',
      reach: 'moves the stack',
      path: `inputs.${input}`,
      before: shownList(old),
      after: shownList(now),
      effect,
      because,
      steps: [takeBack, another],
    }));
};

/** A provider has lists as texts of JSON. */
function shownList(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/[[\]\s"]/g, '') : shown(value);
}
