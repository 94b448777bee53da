import type { PlannedResource, Problem } from '@espalier/model';
import { remedy } from './actions-of-needs.ts';
import { whyNoAction } from './iam-action.ts';

/**
 * ESP2234 for every unknown IAM action in the policies of some resources, anywhere in their inputs.
 *
 * @param file the subject of a problem: the app's programs, or the stack
 */
export async function unknownActionsOf(
  resources: readonly PlannedResource[],
  file: string,
): Promise<readonly Problem[]> {
  const actions = new Map<string, string>();
  for (const { id, inputs } of resources) for (const action of actionsIn(inputs)) actions.set(action, id);
  const found = await Promise.all([...actions].map(async ([action, id]) => ({ id, why: await whyNoAction(action) })));
  return found.flatMap(({ id, why }) =>
    why === undefined
      ? []
      : [
          {
            code: 'ESP2234' as const,
            file,
            path: id,
            found: why,
            expected: 'An action of IAM: any other allows nothing.',
            remedy,
          },
        ],
  );
}

/** Actions of every statement inside a value; policies are data or JSON text. */
export function actionsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('"Statement"') ? actionsIn(parsed(value)) : [];
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const here = 'Effect' in value ? [Reflect.get(value, 'Action'), Reflect.get(value, 'NotAction')].flat() : [];
  return [...here.filter((action) => typeof action === 'string'), ...Object.values(value).flatMap(actionsIn)];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
