import { isMapping, valueAt, type Json } from '@espalier/model';
import { isValueInPlan, plannedIn, risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** Secrets that pods wait for until a human writes their value. */
export const missingSecret: RiskRule = {
  code: 'ESP8119',
  title: 'A human must write a secret before the sync',
  page: {
    why: 'The plan makes an empty secret in AWS Secrets Manager, and an ExternalSecret of the same change reads it. Until it has a value there is no Kubernetes Secret, pods that use it do not start, and the Application waits.',
    example: 'An app gets a need of the kind secret.',
    whatToDo:
      '`npx nx secrets <cluster>` lists what each secret must hold. Write it after the update of the stack and before the merge is synced.',
  },
  find: (change, { comparison, changes }) => {
    const { subject, action, after, file } = change;
    const planned = plannedIn(after);
    if (subject.is !== 'resource' || action !== 'added' || planned === undefined) return [];
    const path = planned.inputs?.['name'];
    if (subject.resourceType !== secretType || typeof path !== 'string') return [];
    const clusters = new Set(
      changes.flatMap((other) =>
        other.subject.is === 'object' && other.subject.kind === 'ExternalSecret' && reads(other.after, path)
          ? [other.subject.cluster]
          : [],
      ),
    );
    if (clusters.size === 0 || isValueInPlan(comparison, 'head', file, `${secretType}/${subject.name}`)) return [];
    return risksOf(missingSecret, change, [
      {
        severity: 'high',
        path: 'inputs.name',
        effect: `Pods of ${[...clusters].sort().join(', ')} wait until a human writes the value of the secret ${path}.`,
        steps: [
          `Make the empty secret: npx nx up ${subject.stack}`,
          ...[...clusters].sort().map((cluster) => `See what it must hold: npx nx secrets ${cluster}`),
          `Write it before the merge: aws secretsmanager put-secret-value --secret-id ${path} --secret-string file://<file>`,
        ],
      },
    ]);
  },
};

const secretType = 'aws:secretsmanager/secret:Secret';

function reads(externalSecret: Json | undefined, path: string): boolean {
  const keys = [
    ...listIn(valueAt(externalSecret, ['spec', 'data'])).map((item) => valueAt(item, ['remoteRef', 'key'])),
    ...listIn(valueAt(externalSecret, ['spec', 'dataFrom'])).map((item) => valueAt(item, ['extract', 'key'])),
  ];
  return keys.includes(path);
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
