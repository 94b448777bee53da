import { isMapping, statementsIn, type Json, type PolicyStatement } from '@espalier/model';

/**
 * IAM policies in a planned resource or a bootstrap, by their path. Policies of one list have one path, so that their order
 * says nothing.
 */
export function policiesIn(data: Json | undefined): ReadonlyMap<string, readonly PolicyStatement[]> {
  const found = new Map<string, readonly PolicyStatement[]>();
  if (isMapping(data)) {
    visit(data['inputs'], 'inputs', found);
    visit(data['resource'], 'resource', found);
    const documents = isMapping(data['data']) ? data['data']['aws_iam_policy_document'] : undefined;
    for (const [name, document] of Object.entries(isMapping(documents) ? documents : {})) {
      const statements: unknown = isMapping(document) ? document['statement'] : undefined;
      found.set(`data.aws_iam_policy_document.${name}`, [statements ?? []].flat().filter(isMapping).map(fromTerraform));
    }
  }
  return found;
}

function visit(value: Json | undefined, path: string, found: Map<string, readonly PolicyStatement[]>): void {
  if (typeof value === 'string') {
    if (value.includes('"Statement"')) found.set(path, [...(found.get(path) ?? []), ...statementsIn(value)]);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) visit(item, `${path}[]`, found);
  } else if (isMapping(value)) {
    for (const [key, inner] of Object.entries(value as Readonly<Record<string, Json>>))
      visit(inner, `${path}.${key}`, found);
  }
}

/** A statement of Terraform's `aws_iam_policy_document`. */
function fromTerraform(statement: Readonly<Record<string, unknown>>): PolicyStatement {
  const { effect, actions, not_actions: notActions, resources, not_resources: notResources, condition } = statement;
  const { principals, not_principals: notPrincipals } = statement;
  const texts = (value: unknown): readonly string[] => [value].flat().map(String);
  const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] => [value ?? []].flat().filter(isMapping);
  const named = (value: unknown): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      [...Map.groupBy(list(value), ({ type }) => String(type))].map(([type, same]) => [
        type,
        same.flatMap(({ identifiers }) => texts(identifiers)),
      ]),
    );
  const conditions = list(condition).map(
    ({ test, variable, values }) => [String(test), { [String(variable)]: texts(values) }] as const,
  );
  return {
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    ...(actions !== undefined && { actions: texts(actions) }),
    ...(notActions !== undefined && { notActions: texts(notActions) }),
    ...(resources !== undefined && { resources: texts(resources) }),
    ...(notResources !== undefined && { notResources: texts(notResources) }),
    ...(principals !== undefined && { principals: named(principals) }),
    ...(notPrincipals !== undefined && { notPrincipals: named(notPrincipals) }),
    ...(conditions.length > 0 && {
      conditions: Object.fromEntries(
        [...Map.groupBy(conditions, ([test]) => test)].map(([test, keys]) => [
          test,
          Object.assign({}, ...keys.map(([, key]) => key)) as Readonly<Record<string, readonly string[]>>,
        ]),
      ),
    }),
  };
}
