import { valueAt } from '@espalier/model';
import { isSameValue, shown } from '../refused/index.ts';
import { takeBack, type RefusalInAwsRule } from './refusal.ts';

/** An input changes that the provider cannot update: what the resource holds is not in the one that replaces it. */
export const replacement: RefusalInAwsRule = ({ stack, before, after, stateful }) => {
  if (stateful === undefined) return [];
  const isProtected = after.options?.protect === true;
  return stateful.replacedBy
    .map((input) => {
      const keys = input.split('.');
      return { input, old: valueAt(before.inputs, keys), now: valueAt(after.inputs, keys) };
    })
    .filter(({ old, now }) => !isSameValue(old, now))
    .map(({ input, old, now }) => ({
      code: 'ESP8023',
      reach: 'replaces the resource',
      path: `inputs.${input}`,
      before: shown(old),
      after: shown(now),
      effect: isProtected
        ? `It replaces the resource, which is protected: 'npx nx up ${stack}' stops there.`
        : 'It replaces the resource.',
      because: `It holds ${stateful.holds}. The resource that replaces it does not.`,
      steps: [
        takeBack,
        ...stateful.instead,
        ...(isProtected
          ? [
              `Only where what it holds may stay behind, unprotect it and its guard, then update: npx nx pulumi ${stack} -- stack --show-urns, then 'state unprotect <urn>' of each.`,
            ]
          : []),
      ],
    }));
};
