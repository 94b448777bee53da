import type { z } from 'zod';
import type { AddonContext, AddonDefinition, HelmValues, OutsideClaim } from '../../definition/index.ts';
import { whyTooLarge, type KubernetesObject } from '../../objects/index.ts';
import {
  ProblemsError,
  undeclaredName,
  problemsOf,
  validate,
  type Checked,
  type Problem,
} from '../../problem/index.ts';
import { helmValuesSchema, kubernetesObjectSchema, outsideClaimsSchema } from '../../schema/index.ts';

/** Where an addon stands. */
export interface AddonPlace {
  readonly file: string;
  readonly path: string;
}

/** The values of an addon's fields in a cluster. */
interface AddonFields {
  readonly values: HelmValues;
  readonly objects: readonly KubernetesObject[];
  readonly claims: readonly OutsideClaim[];
}

/** Calls the fields of an addon that are functions, and checks the value of each field. */
export function resolveFields(addon: AddonDefinition, context: AddonContext, place: AddonPlace): Checked<AddonFields> {
  const call = { addon: addon.name, context, place };
  const values = called('values', addon.values ?? {}, {}, call);
  const objects = called('objects', addon.objects ?? [], [], call);
  const claims = called('claims', addon.claims ?? [], [], call);
  return {
    value: { values: values.value, objects: objects.value, claims: claims.value },
    problems: [
      ...problemsOf(values, fieldAt('values', helmValuesSchema, values.value, place), objects),
      ...objects.value.flatMap((object, index) => objectProblems(object, index, place)),
      ...problemsOf(claims, fieldAt('claims', outsideClaimsSchema, claims.value, place)),
    ],
  };
}

interface Call {
  readonly addon: string;
  readonly context: AddonContext;
  readonly place: AddonPlace;
}

/** The value of a field: itself, or the result of the function; `none` if the function throws. */
function called<Value>(
  field: keyof AddonFields,
  given: Value | ((context: AddonContext) => Value),
  none: Value,
  { addon, context, place }: Call,
): Checked<Value> {
  if (!isFunction(given)) return { value: given, problems: [] };
  try {
    return { value: given(context) ?? none, problems: [] };
  } catch (error) {
    if (error instanceof ProblemsError) return { value: none, problems: error.problems };
    const problem: Problem = {
      code: 'ESP2301',
      file: place.file,
      path: `${place.path}.${field}`,
      ...(undeclaredName(error, {}, "Import it in the addon's file.") ?? {
        found: `'${addon}' failed while its ${field} were made: ${error instanceof Error ? error.message : String(error)}`,
        expected: `A function that gives the ${field} of '${addon}' for cluster '${context.cluster.name}'.`,
        remedy: "Correct the addon's options, or the cluster it is installed in.",
      }),
    };
    return { value: none, problems: [problem] };
  }
}

function isFunction<Value>(
  value: Value | ((context: AddonContext) => Value),
): value is (context: AddonContext) => Value {
  return typeof value === 'function';
}

function objectProblems(object: KubernetesObject, index: number, place: AddonPlace): readonly Problem[] {
  const field = `objects[${index}]`;
  const { problems } = fieldAt(field, kubernetesObjectSchema, object, place);
  const tooLarge = problems.length === 0 ? whyTooLarge(object) : undefined;
  if (tooLarge === undefined) return problems;
  const remedy = 'Split it into several objects.';
  return [{ code: 'ESP2238', file: place.file, path: `${place.path}.${field}`, ...tooLarge, remedy }];
}

/** The value of a field, parsed by its schema; problems name the field. */
function fieldAt<Value>(
  field: string,
  schema: z.ZodType<Value>,
  value: unknown,
  { file, path }: AddonPlace,
): Checked<Value | undefined> {
  const checked = validate(schema, value, file);
  return {
    value: checked.value,
    problems: checked.problems.map((problem) => ({
      ...problem,
      path: `${path}.${field}${problem.path.startsWith('[') ? '' : '.'}${problem.path}`,
    })),
  };
}
