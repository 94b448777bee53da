import type { Json } from '@espalier/model';
import { stringifyYaml } from '@espalier/tree';
import { compareInMemory, reviewTrees, type Files, type ReviewOptions, type RiskGroup } from '../../src/index.ts';

/** Files by path, each with what it holds as plain data, or as its text. */
export type Tree = Readonly<Record<string, unknown>>;

/** Risks of a rule between two trees. */
export function found(code: string, base: Tree, head: Tree, options: ReviewOptions = {}): readonly RiskGroup[] {
  return reviewTrees(compareInMemory(texts(base), texts(head)), options).risks.filter((risk) => risk.code === code);
}

function texts(tree: Tree): Files {
  return Object.fromEntries(
    Object.entries(tree).map(([path, data]) => [path, typeof data === 'string' ? data : stringifyYaml(data as Json)]),
  );
}

/** A resource of a plan, as its file has it. */
export function planned(type: string, inputs: object, options?: object, others: object = {}): object {
  return { type, name: 'orders', inputs, ...(options && { options }), ...others };
}

/** An object of the namespace `shop`, called `shop` unless said otherwise. */
export function object(apiVersion: string, kind: string, fields: object = {}, metadata: object = {}): object {
  return { apiVersion, kind, metadata: { name: 'shop', namespace: 'shop', ...metadata }, ...fields };
}

/** What is known of tables in these tests. */
export const statefulType: NonNullable<ReviewOptions['statefulType']> = (type) =>
  ['aws:dynamodb/table:Table', 'aws:rds/instance:Instance', 'aws:secretsmanager/secret:Secret'].includes(type)
    ? { holds: 'items', replacedBy: ['hashKey', 'name'], instead: ['Or copy the items.'] }
    : undefined;

/** Folder of a plan. */
export const plan = 'clusters/cloud/environment-production/shop';
