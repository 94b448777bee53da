import { statefulType } from '@espalier/cloud/replacement';
import { isMapping, type StackPlan } from '@espalier/model';
import { refusedInAws, type PlannedDocument, type RefusalInAws } from '@espalier/review';
import type { ReplacedFile } from '@espalier/tree';
import { parse } from 'yaml';
import { count, type RefusedInPlan } from '../report/index.ts';

interface Found extends RefusalInAws {
  readonly file: string;
  readonly type: string;
}

/**
 * Changed files of a plan that AWS will refuse, or that lose data. The same change of many resources of a type is one
 * problem. If the whole stack moves, that is the only problem.
 *
 * @param plan as it is now
 * @param folder of the plan, relative to the workspace
 */
export function refusedInPlan(
  plan: StackPlan,
  folder: string,
  files: readonly Pick<ReplacedFile, 'path' | 'before' | 'after'>[],
): readonly RefusedInPlan[] {
  const found = files.flatMap(({ path, before: old, after: now }): readonly Found[] => {
    const [before, after] = [plannedIn(old), plannedIn(now)];
    if (before === undefined || after === undefined || before.type !== after.type) return [];
    const { type } = after;
    const stateful = isWrittenBy(plan, after) ? undefined : statefulType(type);
    return refusedInAws({ stack: plan.stack, before, after, stateful }).map((refusal) => ({
      ...refusal,
      file: `${folder}/${path}`,
      type,
    }));
  });
  const moves = found.filter(({ reach }) => reach === 'moves the stack');
  const said = moves.length > 0 ? moves : found;
  return [
    ...Map.groupBy(said, ({ code, type, path, steps }) => [code, type, path, ...steps].join('\0')).values(),
  ].flatMap(([first, ...others]) => (first === undefined ? [] : [asProblem(first, others)]));
}

/** Whether the plan itself writes the value of a secret, and so also into a new secret. */
function isWrittenBy({ resources }: StackPlan, { type, name }: PlannedDocument): boolean {
  return resources.some(
    (resource) =>
      resource.type === 'aws:secretsmanager/secretVersion:SecretVersion' &&
      resource.dependencies.includes(`${type}/${name}`),
  );
}

/** The resource of a plan's file; `undefined` for outputs. */
function plannedIn(text: string): PlannedDocument | undefined {
  try {
    const document: unknown = parse(text);
    return isMapping(document) && typeof document['type'] === 'string' && typeof document['name'] === 'string'
      ? (document as unknown as PlannedDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The maximum number of listed resources with the same change. */
const shown = 3;

function asProblem(refusal: Found, others: readonly Found[]): RefusedInPlan {
  const { code, file, path, type, reach, before, after, effect, because, steps } = refusal;
  const alike = others.map(
    (other) => `${other.file.slice(other.file.lastIndexOf('/') + 1)}: ${other.before} to ${other.after}`,
  );
  return {
    code,
    file,
    path,
    type,
    ...(reach !== undefined && { reach }),
    found: [
      `It changes from ${before} to ${after}. ${effect}`,
      ...(alike.length === 0
        ? []
        : [
            `So do ${count(alike.length, 'other')}: ${alike.slice(0, shown).join('; ')}${alike.length > shown ? '; …' : '.'}`,
          ]),
    ].join(' '),
    expected: because,
    remedy: steps.join('\n'),
  };
}
