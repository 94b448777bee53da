import type { PlannedResource } from '@espalier/model';

/** A change of a planned resource that AWS refuses, or that loses what the resource holds. */
export interface RefusalInAws {
  readonly code: `ESP${number}`;
  /** Path of the input, such as `inputs.allocatedStorage`. */
  readonly path: string;
  /** The input before and after, as JSON; `nothing` where it is absent. */
  readonly before: string;
  readonly after: string;
  /** What happens at the next update of the stack, as a full sentence. */
  readonly effect: string;
  /** Why, as a full sentence. */
  readonly because: string;
  /** What works instead, one sentence or command each. */
  readonly steps: readonly string[];
  /** Whether it replaces the resource, or moves the whole stack; left out where it does neither. */
  readonly reach?: 'replaces the resource' | 'moves the stack';
}

/** The same resource of a stack in two plans. */
export interface ChangedResource {
  readonly stack: string;
  readonly before: PlannedDocument;
  readonly after: PlannedDocument;
  /** What is known of the type, where its resources hold state. */
  readonly stateful:
    | {
        /** What a replacement would lose. */
        readonly holds: string;
        /** Inputs whose change replaces the resource; a dot leads into an object. */
        readonly replacedBy: readonly string[];
        /** What works in place of a replacement. */
        readonly instead: readonly string[];
      }
    | undefined;
}

/** A planned resource as its file has it: what is empty is left out. */
export type PlannedDocument = Pick<PlannedResource, 'type' | 'name'> &
  Partial<Pick<PlannedResource, 'inputs' | 'options'>>;

/** What of a change of resources of some types is refused or loses data; nothing for other types. */
export type RefusalInAwsRule = (change: ChangedResource) => readonly RefusalInAws[];

export const takeBack = 'Take the change back.';
