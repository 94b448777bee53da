import type { KubernetesObject, Problem } from '@espalier/model';
import type { Fault } from './fault.ts';
import { KubernetesSchemas } from './kubernetes-schemas.ts';
import { labelFaults } from './label-rule.ts';
import { nameFaults } from './name-rule.ts';
import { portFaults } from './port-rule.ts';
import { schemaFaults } from './schema-rule.ts';
import { secretFaults } from './secret-rule.ts';

/** An object that a person wrote, and the file that makes it. */
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
 * What an API server, or everyone who reads the repository, would not take of objects that people write themselves: in
 * `chart.ts`, or as companion objects of an addon.
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
