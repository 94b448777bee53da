import type { Json, KubernetesObject } from '@espalier/model';
import type { Change } from '../changes/index.ts';
import type { Comparison } from '../comparison/index.ts';
import type { Subject } from '../documents/index.ts';

/** How much attention a risk asks for. `critical` loses data or stops a sync, `low` is worth knowing. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Why a change needs a second look. */
export interface Risk {
  /** Stable code of the rule, `ESP81…`. */
  readonly code: `ESP${number}`;
  readonly severity: Severity;
  readonly subject: Subject;
  /** File with the change, relative to the workspace. */
  readonly file: string;
  /** Field that it is about; absent where it is about the whole subject. */
  readonly path?: string;
  /** What happens when this is merged, as one full sentence. */
  readonly effect: string;
  /** Why, as one full sentence; absent where the effect says it. */
  readonly because?: string;
  /** What works instead or makes it safe, one sentence or command each, in order. */
  readonly steps: readonly string[];
  /** Where the knowledge comes from, where it is less than certain. */
  readonly source?: string;
}

/** What a rule may ask besides the change itself. */
export interface RiskContext {
  readonly comparison: Comparison;
  /** All changes of the review. */
  readonly changes: readonly Change[];
  /** Kubernetes minor of a cluster at head, such as `1.35`; `undefined` where its plan does not say. */
  readonly kubernetesVersion: (cluster: string) => string | undefined;
  /** What is known of a resource type that holds state; `undefined` for types that hold nothing. */
  readonly statefulType: (type: string) => StatefulFacts | undefined;
  /**
   * Inputs that a real `pulumi preview --json` says replace a resource, by stack and resource id, such as `hashKey`. An empty
   * list means that the preview replaces nothing; `undefined` that none of the stack was supplied.
   */
  readonly replacedInPreview?: (stack: string, id: string) => readonly string[] | undefined;
  /** Objects of a folder of the tree, such as `clusters/production/namespaces`; reads unchanged files. */
  readonly objectsIn: (side: 'base' | 'head', folder: string) => readonly KubernetesObject[];
  /** How much a change may delete at once. @default 10 objects, 20 % of the objects of a cluster */
  readonly budget?: DeletionBudget;
}

/** Deletions up to both are ordinary. */
export interface DeletionBudget {
  readonly objects: number;
  /** Share of the objects of a cluster, from 0 to 1. */
  readonly share: number;
}

/** What the cloud layer knows of a resource type that holds state. */
export interface StatefulFacts {
  /** What a replacement would lose. */
  readonly holds: string;
  /** Inputs whose change replaces the resource; a dot leads into an object. */
  readonly replacedBy: readonly string[];
  /** What works in place of a replacement. */
  readonly instead: readonly string[];
}

/** One rule: one file of this folder, one code, one page. */
export interface RiskRule {
  readonly code: `ESP${number}`;
  /** What the rule finds, as a title: `A namespace, CRD or claim is deleted`. */
  readonly title: string;
  /** Page of the rule in `docs/risks/`, from which `npm run risks` writes it. */
  readonly page: {
    /** What happens and why it matters, in plain sentences. */
    readonly why: string;
    /** A change that raises it. */
    readonly example: string;
    /** How to go on. */
    readonly whatToDo: string;
  };
  /** Risks of one change. */
  readonly find?: (change: Change, context: RiskContext) => readonly Risk[];
  /** Risks of the comparison as a whole, found once. */
  readonly findOnce?: (context: RiskContext) => readonly Risk[];
}

/** What a rule says of a change, without what the change itself says. */
export type Found = Omit<Risk, 'code' | 'subject' | 'file'>;

/** The risks of one change by one rule. */
export function risksOf(rule: Pick<RiskRule, 'code'>, change: Change, found: readonly Found[]): readonly Risk[] {
  return found.map((one) => ({ code: rule.code, subject: change.subject, file: change.file, ...one }));
}

/** Whether plain data is a Kubernetes object. */
export function isKubernetesObject(value: Json | undefined): value is Json & KubernetesObject {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;
}
