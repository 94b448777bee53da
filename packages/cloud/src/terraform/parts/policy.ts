import type { PolicyStatement } from '@espalier/model';
import type { Json, Part } from './configuration.ts';

/** A policy as Terraform's `aws_iam_policy_document`, so that a reviewer reads each statement; `policyText` refers to it. */
export function policyDocument(name: string, statements: readonly PolicyStatement[]): Part {
  return { data: { aws_iam_policy_document: { [name]: { statement: statements.map(asJson) } } } };
}

/** The text of such a policy. */
export function policyText(name: string): string {
  return `\${data.aws_iam_policy_document.${name}.json}`;
}

function asJson({
  sid,
  effect = 'Allow',
  principals,
  actions,
  notActions,
  resources,
  conditions,
}: PolicyStatement): Json {
  return {
    ...(sid !== undefined && { sid }),
    effect,
    ...(actions !== undefined && { actions }),
    ...(notActions !== undefined && { not_actions: notActions }),
    ...(resources !== undefined && { resources }),
    ...(principals !== undefined && {
      principals: Object.entries(principals === '*' ? { '*': ['*'] } : principals).map(([type, identifiers]) => ({
        type,
        identifiers,
      })),
    }),
    ...(conditions !== undefined && {
      condition: Object.entries(conditions).flatMap(([test, keys]) =>
        Object.entries(keys).map(([variable, values]) => ({ test, variable, values })),
      ),
    }),
  };
}
