import { valueAt } from '@espalier/model';
import { isSameValue, shown } from '../refused/index.ts';
import { takeBack, type PlannedDocument, type RefusalInAwsRule } from './refusal.ts';

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
    .map(({ input, old, now }) => ({ input, old, now, isTaken: isNameTaken(input, before, after) }))
    .map(({ input, old, now, isTaken }) => ({
      code: 'ESP8023',
      reach: 'replaces the resource',
      path: `inputs.${input}`,
      before: shown(old),
      after: shown(now),
      effect: isProtected
        ? `It replaces the resource, which is protected: 'npx nx up ${stack}' stops there.`
        : 'It replaces the resource.',
      because: `It holds ${stateful.holds}. ${isTaken ? 'Another one cannot be created: retainOnDelete keeps the old one in AWS, and its name stays taken.' : 'The resource that replaces it does not.'}`,
      steps: [
        takeBack,
        ...stateful.instead,
        ...(isProtected && !isTaken
          ? [
              `Only where what it holds may stay behind, unprotect it and its guard, then update: npx nx pulumi ${stack} -- stack --show-urns, then 'state unprotect <urn>' of each.`,
            ]
          : []),
      ],
    }));
};

/** Types whose name may be used twice. */
const sharedNames: ReadonlySet<string> = new Set(['aws:route53/zone:Zone']);

/**
 * Whether the old resource stays in AWS under the name that the new one needs. Another region has names of its own, except
 * for buckets.
 */
function isNameTaken(input: string, before: PlannedDocument, after: PlannedDocument): boolean {
  if (after.options?.retainOnDelete !== true || sharedNames.has(after.type)) return false;
  return ['name', 'bucket', 'identifier'].some((key) => {
    const name = after.inputs?.[key];
    return typeof name === 'string' && name === before.inputs?.[key] && (input !== 'region' || key === 'bucket');
  });
}
