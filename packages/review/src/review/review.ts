import type { Action, Restart } from '../changes/index.ts';
import type { FieldChange, NoiseKind } from '../difference/index.ts';
import type { Subject } from '../documents/index.ts';
import type { Risk } from '../risk-rule/index.ts';

/**
 * What a change will do: the one result that all voices say. Plain JSON; `schemas/review.schema.json` describes it.
 */
export interface Review {
  readonly version: 1;
  /** What was compared: `1a2b3c4d`, `working tree`. */
  readonly base: string;
  readonly head: string;
  /** Groups of the same change, the most dangerous first. */
  readonly changes: readonly ChangeGroup[];
  /** Groups of the same risk, the most severe first. */
  readonly risks: readonly RiskGroup[];
  /** One row for each cluster, and for each stack that belongs to no one cluster, that changes. */
  readonly places: readonly PlaceSummary[];
  /** Differences that change nothing, counted by kind, with the files that have them. */
  readonly noise: readonly NoiseSummary[];
  /** What this review could not look into, as full sentences. */
  readonly notChecked: readonly string[];
}

/** The same change of one or more subjects, in one or more places. */
export interface ChangeGroup {
  readonly action: Action;
  /** Where it happens, sorted; at least one. */
  readonly at: readonly Occurrence[];
  /** Field by field, for those that are on both sides. Values that contain the name of the place are those of the first. */
  readonly fields: readonly FieldChange[];
  readonly restart?: Restart;
  /** YAML of the first subject on each side, secrets masked; absent where it is not on that side. */
  readonly before?: string;
  readonly after?: string;
  /** What a reader must know of the change, such as that a chart decides its effect; full sentences. */
  readonly notes: readonly string[];
}

/** One place of a grouped change or risk. */
export interface Occurrence {
  readonly subject: Subject;
  /** The subject at base, where it was moved or renamed. */
  readonly from?: Subject;
  /** Cluster or stack that it is counted for. */
  readonly place: string;
  /** Rendered file, relative to the workspace. */
  readonly file: string;
  /** Changed files that caused it, the most likely first: definitions, releases, overlays. Relative to the workspace. */
  readonly causes: readonly string[];
}

/** The same risk of one or more subjects. */
export interface RiskGroup extends Omit<Risk, 'subject' | 'file'> {
  readonly at: readonly Occurrence[];
  /** Title of the rule. */
  readonly title: string;
}

export interface PlaceSummary {
  readonly place: string;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Pods that restart; one more for each where it may be more. */
  readonly pods: number;
  /** Whether more pods than counted may restart. */
  readonly isAtLeast: boolean;
  /** AWS resources that are replaced or deleted. */
  readonly replaced: number;
}

export interface NoiseSummary {
  readonly kind: NoiseKind;
  readonly count: number;
  readonly files: readonly string[];
}
