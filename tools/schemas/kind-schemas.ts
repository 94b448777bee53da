/** A JSON Schema, of the few keywords that Kubernetes' types need. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly enum?: readonly string[];
  readonly $ref?: string;
}

/** The kinds of one Kubernetes version. */
export interface KindSchemas {
  /** Name of the definition by `apiVersion kind`, such as `apps/v1 Deployment`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/**
 * One name for a definition, for all spellings of its sources: `io.k8s.api.apps.v1.Deployment` is
 * `IoK8sApiAppsV1Deployment`.
 */
export function schemaName(name: string): string {
  return name
    .split(/[.-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
