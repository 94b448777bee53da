import { isMapping, type Json } from '@espalier/model';
import { refusedInAws } from '../../refused-in-aws/index.ts';
import { isValueInPlan, plannedIn, risksOf, type Found, type RiskRule } from '../../risk-rule/index.ts';
import { subjectName } from '../../documents/index.ts';

const fromPreview = 'The supplied `pulumi preview --json`.';
const takeBack = 'Take the change back.';

/** AWS resources that are deleted and made anew instead of updated. */
export const replacedInAws: RiskRule = {
  code: 'ESP8103',
  title: 'An AWS resource is replaced',
  page: {
    why: 'Some inputs cannot be updated: Pulumi creates another resource and deletes the old one, with the data in it. Which inputs these are comes from what Espalier knows of each resource type, or from the preview of Pulumi where one is supplied: then the preview decides.',
    example: 'The `hashKey` of a DynamoDB table changes, or the `engine` of a database.',
    whatToDo:
      'Take the change back, or put a new resource next to the old one, copy the data, and delete the old one last. `npx nx preview <stack>` asks AWS.',
  },
  find: (change, { comparison, statefulType, replacedInPreview }) => {
    const { subject, before: old, after: now, file } = change;
    if (subject.is !== 'resource') return [];
    const [before, after] = [plannedIn(old), plannedIn(now)];
    if (before === undefined || after === undefined) return [];
    const { stack, resourceType, name } = subject;
    const id = `${resourceType}/${name}`;
    const known = statefulType(resourceType);
    const stateful = known !== undefined && isValueInPlan(comparison, 'head', file, id) ? undefined : known;
    const replaceKeys = replacedInPreview?.(stack, id);
    const facts = refusedInAws({ stack, before, after, stateful }).filter(
      ({ reach }) => reach === 'replaces the resource',
    );
    if (replaceKeys === undefined) {
      return risksOf(replacedInAws, change, [
        ...facts.map(({ path, before: was, after: is, because, steps }): Found => ({
          severity: 'critical',
          path,
          effect: `${subjectName(subject)} is replaced: ${path} changes from ${was} to ${is}.${stopped(after.options?.protect, stack)}`,
          because,
          steps,
          source: `What Espalier knows of ${resourceType}. A preview is certain: npx nx preview ${stack}.`,
        })),
        ...(stateful !== undefined && isUrnChanged(old, now)
          ? [
              {
                severity: 'critical' as const,
                path: 'parent',
                effect: `${subjectName(subject)} gets another URN, so that Pulumi deletes it and creates another one.${stopped(after.options?.protect, stack)}`,
                because: `It holds ${stateful.holds}. The type of its component is part of its URN.`,
                steps: [takeBack, 'Or add an alias with the old parent to the options of the resource.'],
                source: `The parents in the plan. A preview is certain: npx nx preview ${stack}.`,
              },
            ]
          : []),
      ]);
    }
    return risksOf(
      replacedInAws,
      change,
      replaceKeys.map((key): Found => {
        const path = `inputs.${key}`;
        const fact = facts.find((one) => one.path === path);
        return {
          severity: stateful === undefined ? 'medium' : 'critical',
          path,
          effect: `${subjectName(subject)} is replaced, since ${path} changes.${stopped(after.options?.protect, stack)}`,
          ...(stateful !== undefined && {
            because: `It holds ${stateful.holds}. The resource that replaces it does not.`,
          }),
          steps:
            stateful === undefined
              ? ['See what refers to the resource: it is away for a moment, or has another id.']
              : (fact?.steps ?? [takeBack, ...stateful.instead]),
          source: fromPreview,
        };
      }),
    );
  },
};

function stopped(isProtected: boolean | undefined, stack: string): string {
  return isProtected === true ? ` It is protected, so that 'npx nx up ${stack}' stops there.` : '';
}

/** A URN has the types of all parents, not their names. https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
function isUrnChanged(before: Json | undefined, after: Json | undefined): boolean {
  const typeOf = (data: Json | undefined): string => {
    const parent = isMapping(data) ? data['parent'] : undefined;
    return typeof parent === 'string' ? parent.slice(0, parent.lastIndexOf('/')) : '';
  };
  const aliases = plannedIn(after)?.options?.aliases ?? [];
  const isAliased = aliases.some((alias) => typeof alias === 'string' || (isMapping(alias) && 'parent' in alias));
  return typeOf(before) !== typeOf(after) && !isAliased;
}
