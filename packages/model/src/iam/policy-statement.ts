import { isMapping, mapDefined } from '../data/index.ts';

/**
 * A statement of an IAM policy: of a role, a resource or a trust policy, in the model, in a plan and in the bootstrap.
 * Each list may be one text, as in IAM.
 *
 * @typeParam Text what stands where AWS alone knows the text: `string`, or Pulumi's `Input<string>`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyStatement<Text = string> {
  readonly sid?: string;
  /** @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  /** `*`, or names by type: `AWS`, `Service`, `Federated`. Not set in policies of roles. */
  readonly principals?: '*' | Readonly<Record<string, Text | readonly Text[]>>;
  /** Everybody except these. */
  readonly notPrincipals?: '*' | Readonly<Record<string, Text | readonly Text[]>>;
  readonly actions?: string | readonly string[];
  /** All actions except these. */
  readonly notActions?: string | readonly string[];
  /** Not set in trust policies, which are about the role that they belong to. */
  readonly resources?: Text | readonly Text[];
  /** All resources except these. */
  readonly notResources?: Text | readonly Text[];
  /** Values by operator and key, such as `StringEquals` and `aws:SourceAccount`. */
  readonly conditions?: PolicyConditions<Text>;
}

export type PolicyConditions<Text = string> = Readonly<
  Record<string, Readonly<Record<string, Text | readonly string[]>>>
>;

/** The policy as IAM's JSON. */
export function policyDocument<Text>(statements: readonly PolicyStatement<Text>[]): PolicyDocument<Text> {
  return { Version: '2012-10-17', Statement: statements.map(asDocument) };
}

export interface PolicyDocument<Text> {
  readonly Version: '2012-10-17';
  readonly Statement: readonly StatementInDocument<Text>[];
}

/** A statement with the keys that IAM's JSON has. */
interface StatementInDocument<Text> {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: NonNullable<PolicyStatement<Text>['principals']>;
  readonly NotPrincipal?: NonNullable<PolicyStatement<Text>['principals']>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: Text | readonly Text[];
  readonly NotResource?: Text | readonly Text[];
  readonly Condition?: PolicyConditions<Text>;
}

function asDocument<Text>(statement: PolicyStatement<Text>): StatementInDocument<Text> {
  const { sid, effect = 'Allow', principals, notPrincipals, actions, notActions, conditions } = statement;
  const { resources, notResources } = statement;
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principals !== undefined && { Principal: principals }),
    ...(notPrincipals !== undefined && { NotPrincipal: notPrincipals }),
    ...(actions !== undefined && { Action: actions }),
    ...(notActions !== undefined && { NotAction: notActions }),
    ...(resources !== undefined && { Resource: resources }),
    ...(notResources !== undefined && { NotResource: notResources }),
    ...(conditions !== undefined && { Condition: conditions }),
  };
}

/** The statements of a policy in IAM's JSON; none where the text is no policy. A list of one and a text are alike. */
export function statementsIn(document: string): readonly PolicyStatement[] {
  const policy = mappingIn(parsed(document));
  const statements = policy['Statement'];
  return [statements ?? []].flat().map((statement) => {
    const { Sid: sid, Effect: effect, Principal, NotPrincipal, ...rest } = mappingIn(statement);
    const { Action, NotAction, Resource, NotResource, Condition } = rest;
    return {
      ...(typeof sid === 'string' && { sid }),
      effect: effect === 'Deny' ? 'Deny' : 'Allow',
      ...(Principal !== undefined && { principals: principalsIn(Principal) }),
      ...(NotPrincipal !== undefined && { notPrincipals: principalsIn(NotPrincipal) }),
      ...(Action !== undefined && { actions: textsIn(Action) }),
      ...(NotAction !== undefined && { notActions: textsIn(NotAction) }),
      ...(Resource !== undefined && { resources: textsIn(Resource) }),
      ...(NotResource !== undefined && { notResources: textsIn(NotResource) }),
      ...(Condition !== undefined && {
        conditions: mapDefined(mappingIn(Condition), (keys) => mapDefined(mappingIn(keys), textsIn)),
      }),
    };
  });
}

function principalsIn(value: unknown): '*' | Readonly<Record<string, readonly string[]>> {
  return value === '*' ? '*' : mapDefined(mappingIn(value), textsIn);
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function mappingIn(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {};
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().map(String);
}
