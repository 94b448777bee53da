import { isMapping, statementsIn, type Json, type PolicyStatement } from '@espalier/model';

/** IAM policies in a planned resource or a bootstrap, by their path. */
export function policiesIn(data: Json | undefined): ReadonlyMap<string, readonly PolicyStatement[]> {
  const found = new Map<string, readonly PolicyStatement[]>();
  if (isMapping(data)) {
    visit(data['inputs'], 'inputs', found);
    const documents = isMapping(data['data']) ? data['data']['aws_iam_policy_document'] : undefined;
    for (const [name, document] of Object.entries(isMapping(documents) ? documents : {})) {
      const statements = isMapping(document) && Array.isArray(document['statement']) ? document['statement'] : [];
      found.set(`data.aws_iam_policy_document.${name}`, statements.filter(isMapping).map(fromTerraform));
    }
  }
  return found;
}

function visit(value: Json | undefined, path: string, found: Map<string, readonly PolicyStatement[]>): void {
  if (typeof value === 'string') {
    if (value.includes('"Statement"')) found.set(path, statementsIn(value));
  } else if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((item, index) => {
      visit(item, `${path}[${index}]`, found);
    });
  } else if (isMapping(value)) {
    for (const [key, inner] of Object.entries(value as Readonly<Record<string, Json>>))
      visit(inner, `${path}.${key}`, found);
  }
}

/** A statement of Terraform's `aws_iam_policy_document`. */
function fromTerraform(statement: Readonly<Record<string, unknown>>): PolicyStatement {
  const { effect, actions, not_actions: notActions, resources, principals, condition } = statement;
  const texts = (value: unknown): readonly string[] => [value].flat().map(String);
  const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] => [value ?? []].flat().filter(isMapping);
  const conditions = list(condition).map(
    ({ test, variable, values }) => [String(test), { [String(variable)]: texts(values) }] as const,
  );
  return {
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    ...(actions !== undefined && { actions: texts(actions) }),
    ...(notActions !== undefined && { notActions: texts(notActions) }),
    ...(resources !== undefined && { resources: texts(resources) }),
    ...(principals !== undefined && {
      principals: Object.fromEntries(
        list(principals).map(({ type, identifiers }) => [String(type), texts(identifiers)]),
      ),
    }),
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
