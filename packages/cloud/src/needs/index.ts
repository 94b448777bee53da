import type { NeedKind, NeedOf, PolicyStatement, ResolvedNeed } from '@espalier/model';
import { ComponentResource, type Input, type Resource } from '@pulumi/pulumi';
import { bucket } from './bucket.ts';
import { cache } from './cache.ts';
import type { NeedInCloud, NeedContext, Provided, RoleFacts } from './need-in-cloud.ts';
import { logicalName } from './logical-name.ts';
import { policy } from './policy.ts';
import { postgres } from './postgres.ts';
import { queue } from './queue.ts';
import { secret } from './secret.ts';
import { table } from './table.ts';

/** One need a kind; a new kind of need is one file and one line here. */
const needs = { postgres, bucket, table, queue, secret, policy, cache } satisfies Needs;

type Needs = { readonly [K in NeedKind]: NeedInCloud<K> };

/** Registers what a need asks for, in the stack of its environment. Call it once a resource: for the app that owns it. */
export function provideNeed(need: ResolvedNeed, around: NeedContext): Provided {
  return provideKind(need, around);
}

/** What a need allows the role of its owner to do. */
export function statementsOf(need: ResolvedNeed, facts: RoleFacts): readonly PolicyStatement<Input<string>>[] {
  return statementsOfKind(need, facts);
}

/** All that one need asks for, below its owner's component. */
class NeedComponent extends ComponentResource {
  constructor(component: string, name: string, parent: Resource) {
    super(`espalier:cloud:${component}`, name, {}, { parent });
    this.registerOutputs();
  }
}

function provideKind<K extends NeedKind>(need: NeedOf<K>, around: NeedContext): Provided {
  const all: Needs = needs;
  const { component, provide } = all[need.kind];
  if (component === undefined) return provide(need, around);
  const parent = new NeedComponent(component, logicalName(need, around), around.parent);
  return provide(need, { ...around, parent });
}

function statementsOfKind<K extends NeedKind>(
  need: NeedOf<K>,
  facts: RoleFacts,
): readonly PolicyStatement<Input<string>>[] {
  const all: Needs = needs;
  return all[need.kind].statements(need, facts);
}

export { keyThrough } from './key-through.ts';
export type { NeedContext, Provided, RoleFacts } from './need-in-cloud.ts';
export { backedUpDaily } from './tags.ts';
export { windows } from './windows.ts';
