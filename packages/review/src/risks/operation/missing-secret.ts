import { valueAt, type Json, listAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { placeOf } from '../../documents/index.ts';
import { isValueInPlan, plannedIn, risksOf, type RiskContext, type RiskRule } from '../../risk-rule/index.ts';

/** Secrets that pods wait for until a human writes their value. */
export const missingSecret: RiskRule = {
  code: 'ESP8119',
  title: 'A human must write the value of a secret',
  page: {
    why: 'The update of the stack, after the merge and its approval, makes an empty secret in AWS Secrets Manager. An ExternalSecret of the same change reads it. Until it has a value there is no Kubernetes Secret, new pods that use it do not start, and the Application waits. Old pods keep serving.',
    example: 'An app gets a need of the kind secret.',
    whatToDo:
      '`npx nx secrets <cluster>` lists what each secret must hold. Write it after `npx nx up <stack>`, before pods need it.',
  },
  findOnce: (context) => {
    const readers = readersByPath(context.changes);
    const missing = context.changes.flatMap((change) => missingIn(change, readers, context) ?? []);
    // One need is a secret of its own in each environment, and each must be written.
    return [...Map.groupBy(missing, ({ name }) => name)].flatMap(([name, alike]) => {
      const sorted = alike.toSorted((one, other) => (one.path < other.path ? -1 : 1));
      const clusters = [...new Set(sorted.flatMap((one) => one.clusters))].sort();
      return sorted.flatMap(({ change }) =>
        risksOf(missingSecret, change, [
          {
            severity: 'high',
            path: 'inputs.name',
            effect: `New pods wait until a human writes the value of the secret ${name}.`,
            because: 'The update of its stack makes it empty, after the merge and its approval. Old pods keep serving.',
            steps: [
              ...clusters.map((cluster) => `See what it must hold: npx nx secrets ${cluster}`),
              ...sorted.map(
                ({ path, stack }) =>
                  `Write it after 'npx nx up ${stack}', before pods need it: aws secretsmanager put-secret-value --secret-id ${path} --secret-string file://<file>`,
              ),
            ],
          },
        ]),
      );
    });
  },
};

const secretType = 'aws:secretsmanager/secret:Secret';

interface MissingSecret {
  readonly change: Change;
  /** Its path in Secrets Manager without what names its place: the same in each environment. */
  readonly name: string;
  readonly path: string;
  readonly stack: string;
  readonly clusters: readonly string[];
}

function missingIn(
  change: Change,
  readers: ReadonlyMap<string, ReadonlySet<string>>,
  { comparison }: RiskContext,
): MissingSecret | undefined {
  const { subject, action, after, file } = change;
  const path = plannedIn(after)?.inputs?.['name'];
  if (subject.is !== 'resource' || action !== 'added' || subject.resourceType !== secretType) return undefined;
  if (typeof path !== 'string') return undefined;
  const clusters = [...(readers.get(path) ?? [])];
  if (clusters.length === 0 || isValueInPlan(comparison, 'head', file, `${secretType}/${subject.name}`))
    return undefined;
  const places = new Set([placeOf(subject), subject.stack.replace(/^[a-z]+-/, '')]);
  const segments = path.split('/');
  const afterPlace = segments.slice(segments.findIndex((segment) => places.has(segment)) + 1);
  return { change, name: afterPlace.join('/'), path, stack: subject.stack, clusters };
}

/** Clusters whose ExternalSecrets read a secret, by its path. */
function readersByPath(changes: readonly Change[]): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, Set<string>>();
  for (const { subject, after } of changes) {
    if (subject.is !== 'object' || subject.kind !== 'ExternalSecret') continue;
    for (const key of keysOf(after)) readers.set(key, (readers.get(key) ?? new Set()).add(subject.cluster));
  }
  return readers;
}

function keysOf(externalSecret: Json | undefined): readonly string[] {
  return [
    ...listAt(externalSecret, ['spec', 'data']).map((item) => valueAt(item, ['remoteRef', 'key'])),
    ...listAt(externalSecret, ['spec', 'dataFrom']).map((item) => valueAt(item, ['extract', 'key'])),
  ].filter((key) => typeof key === 'string');
}
