import type { KubernetesObject, Problem } from '@espalier/model';
import type { Fault } from './fault.ts';
import { KubernetesSchemas } from './kubernetes-schemas.ts';
import { labelFaults } from './label-rule.ts';
import { nameFaults } from './name-rule.ts';
import { portFaults } from './port-rule.ts';
import { schemaFaults } from './schema-rule.ts';
import { secretFaults } from './secret-rule.ts';

/** A hand-written object, and the file that defines it. */
export interface HandWrittenObject {
  readonly object: KubernetesObject;
  /** Workspace-relative. */
  readonly file: string;
}

const rules: readonly ((object: KubernetesObject, schemas: KubernetesSchemas) => readonly Fault[])[] = [
  secretFaults,
  schemaFaults,
  nameFaults,
  labelFaults,
  portFaults,
];

/**
 * Problems of hand-written objects, in `chart.ts` or as companion objects of an addon: what an API server would refuse,
 * and secrets in Git.
 *
 * @param kubernetesVersion minor of the cluster, such as `1.35`
 * @returns problems ESP72…, in the order of the objects
 */
export function objectProblems(objects: readonly HandWrittenObject[], kubernetesVersion: string): readonly Problem[] {
  const schemas = KubernetesSchemas.of(kubernetesVersion);
  return objects.flatMap(({ object, file }) =>
    rules.flatMap((rule) => rule(object, schemas)).map((fault) => located(fault, object, file)),
  );
}

function located(fault: Fault, { kind, metadata: { name } }: KubernetesObject, file: string): Problem {
  return { ...fault, file, path: `${kind} ${name}${fault.path === '' ? '' : ` ${fault.path}`}` };
}
