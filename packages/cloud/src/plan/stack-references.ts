import { names, type Json, type StackPlan } from '@espalier/model';
import { holdsReference, stackOutputReference } from '../stacks/index.ts';

/** A stack's outputs for stacks that refer to it: values that only AWS knows are references to the output. */
export function referencedOutputs({ stack, outputs }: StackPlan): StackPlan['outputs'] {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, referenced(value, stack, name)]));
}

/** The results of a program's stack references. */
export function referencesTo(
  project: string,
  plans: readonly StackPlan[],
): Readonly<Record<string, StackPlan['outputs']>> {
  return Object.fromEntries(
    plans.map((plan) => [names.stackReference(project, plan.stack), referencedOutputs(plan)] as const),
  );
}

function referenced(value: Json, stack: string, path: string): Json {
  if (typeof value === 'string') return holdsReference(value) ? stackOutputReference(stack, path) : value;
  if (Array.isArray(value)) return value.map((item: Json, index) => referenced(item, stack, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, referenced(item, stack, `${path}.${key}`)]),
  );
}
