import { names, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { join } from 'node:path';
import { capture, type PlannedResource, type StackPlan } from '../src/plan/index.ts';
import type { OwnPrograms } from '../src/own-programs/own-programs.ts';
import { accountStack } from '../src/program/account-stack.ts';
import { environmentStack } from '../src/program/environment-stack.ts';

/** Riven's platform, as the repository has it. */
export async function loadRiven(): Promise<ResolvedPlatform> {
  const { platform, problems } = await loadPlatform(join(import.meta.dirname, '../../..'));
  if (platform === undefined) throw new Error(`Riven's model is broken: ${JSON.stringify(problems)}`);
  return platform;
}

export interface PlanVariation {
  readonly own?: OwnPrograms;
  /** As in `CaptureOptions`. */
  readonly answered?: boolean;
}

export async function environmentPlan(
  platform: ResolvedPlatform,
  name: string,
  { own = new Map(), answered = true }: PlanVariation = {},
): Promise<StackPlan> {
  const environment = platform.environments[name];
  if (environment === undefined) throw new Error(`no environment ${name}`);
  return capture(() => environmentStack(platform, environment, own), {
    project: platform.name,
    stack: names.environmentStack(name),
    references: {},
    answered,
  });
}

export async function accountPlan(
  platform: ResolvedPlatform,
  name: string,
  { answered = true }: PlanVariation = {},
): Promise<StackPlan> {
  const account = platform.accounts[name];
  if (account === undefined) throw new Error(`no account ${name}`);
  return capture(() => accountStack(platform, account), {
    project: platform.name,
    stack: names.accountStack(name),
    references: {},
    answered,
  });
}

/** Resources of a type, such as `aws:ec2/subnet:Subnet`, by name. */
export function byName(plan: StackPlan, type: string): Readonly<Record<string, PlannedResource>> {
  return Object.fromEntries(plan.resources.filter((each) => each.type === type).map((each) => [each.name, each]));
}

/** The one resource of an id. */
export function resource(plan: StackPlan, id: string): PlannedResource {
  const found = plan.resources.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id} in ${plan.stack}`);
  return found;
}

/** What stands at a path of data, such as `rules.0.lifecycle`; text of JSON is looked into. */
export function at(data: unknown, path: string): unknown {
  let value = data;
  for (const part of path.split('.')) value = Reflect.get(Object(json(value)), part);
  return json(value);
}

function json(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value;
}

/** What stands at a path where text has to. */
export function textAt(data: unknown, path: string): string {
  const value = at(data, path);
  if (typeof value !== 'string') throw new Error(`${path} is ${typeof value}`);
  return value;
}

/** Fields of what stands at a path; none where it is no mapping. */
export function fieldsAt(data: unknown, path: string): Readonly<Record<string, unknown>> {
  const value = at(data, path);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
