import type { TerraformJson } from './parts/index.ts';

/** A reference to something that is missing in the configuration. */
export interface DanglingReference {
  /** Where it stands: `resource.aws_iam_role.plan.assume_role_policy`. */
  readonly path: string;
  /** The target: `data.aws_iam_policy_document.plan_trsut`. */
  readonly reference: string;
}

/**
 * References in expressions, and in `depends_on`, with a missing target. Attributes are not checked: Terraform has the
 * provider's schema for that.
 *
 * @throws Error if an expression is not valid in Terraform
 */
export async function danglingReferences(configuration: TerraformJson): Promise<readonly DanglingReference[]> {
  // WebAssembly that takes half a second to load, so it is loaded only here.
  const { getReferencesInExpression } = await import('@cdktn/hcl2json');
  const known = addressesIn(configuration);
  const dangling: DanglingReference[] = [];
  for (const { path, text, isReference } of textsIn(configuration, [])) {
    const references = isReference
      ? [text]
      : text.includes('${')
        ? (await getReferencesInExpression('main.tf.json', text)).map(({ value }) => value)
        : [];
    for (const reference of references.map(addressOf)) {
      if (!known.has(reference)) dangling.push({ path, reference });
    }
  }
  return dangling;
}

function addressesIn({ variable, data, resource }: TerraformJson): ReadonlySet<string> {
  const blocks = (all: TerraformJson['data'], prefix: string): string[] =>
    Object.entries(all).flatMap(([type, named]) => Object.keys(named).map((name) => `${prefix}${type}.${name}`));
  return new Set([
    ...Object.keys(variable).map((name) => `var.${name}`),
    ...blocks(data, 'data.'),
    ...blocks(resource, ''),
  ]);
}

/** The address of a reference, without the attribute: `aws_kms_key.state` for `aws_kms_key.state.arn`. */
function addressOf(reference: string): string {
  const parts = reference.split('.');
  return parts.slice(0, parts[0] === 'data' ? 3 : 2).join('.');
}

interface Text {
  readonly path: string;
  readonly text: string;
  /** Whether the whole text is an address, as in `depends_on`. */
  readonly isReference: boolean;
}

function* textsIn(value: unknown, path: readonly string[]): Generator<Text> {
  if (typeof value === 'string') {
    yield { path: path.join('.'), text: value, isReference: path.at(-2) === 'depends_on' };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* textsIn(one, [...path, key]);
  }
}
