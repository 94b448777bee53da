import { names, type Json } from '@espalier/model';
import type { Evidence, Manifest } from '../../evidence/evidence.ts';
import { entriesAt, listAt, textAt, textsIn } from '../../evidence/json.ts';
import { roleArnsOfAccounts } from '../../evidence/service-accounts.ts';
import { toldOf, type NamedResource } from './named-resources.ts';

/** Who is told a name, and as whom they run. */
export interface Telling {
  readonly file: string;
  readonly path: string;
  readonly told: string;
  readonly kind: NamedResource['kind'];
  /** IAM role of the pods; `undefined` where they have none. */
  readonly role: string | undefined;
}

/** Ends of the environment variables by which needs tell pods a name. */
const endings = { _BUCKET: 'bucket', _TABLE: 'table', _QUEUE_URL: 'queue' } as const;

/** Every name of a bucket, table or queue that pods of the cluster are told. */
export function tellingsOf(evidence: Evidence): readonly Telling[] {
  return [...toApps(evidence), ...toAddons(evidence)];
}

function toApps({ manifests }: Evidence): readonly Telling[] {
  const roleArns = roleArnsOfAccounts(manifests);
  return manifests.flatMap((manifest) =>
    podSpecsOf(manifest).flatMap(({ path, spec }) => {
      const arn = roleArns.get(`${manifest.namespace}/${textAt(spec, 'serviceAccountName') ?? ''}`);
      const role = arn === undefined ? undefined : names.roleNameOf(arn);
      return listAt(spec, 'containers').flatMap((container, index) =>
        listAt(container, 'env').flatMap((variable, place): readonly Telling[] => {
          const name = textAt(variable, 'name') ?? '';
          const told = textAt(variable, 'value');
          const kind = Object.entries(endings).find(([ending]) => name.endsWith(ending))?.[1];
          if (told === undefined || kind === undefined) return [];
          const at = `${path}.containers[${index}].env[${place}]`;
          return [{ file: manifest.file, path: at, told, kind, role }];
        }),
      );
    }),
  );
}

function podSpecsOf({ kind, content }: Manifest): readonly { readonly path: string; readonly spec: PodSpec }[] {
  const steps = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const spec = Object.fromEntries(entriesAt(content, ...steps, 'spec'));
  return Object.keys(spec).length === 0 ? [] : [{ path: [...steps, 'spec'].join('.'), spec }];
}

type PodSpec = Readonly<Record<string, Json>>;

/** Addons are told in the values of their charts, or in companion objects; what they need says with which role. */
function toAddons({ cluster, values, manifests }: Evidence): readonly Telling[] {
  return cluster.addons.flatMap((addon) =>
    addon.workloads.flatMap(({ needs, roleArn }) =>
      needs.flatMap((need): readonly Telling[] => {
        const named = toldOf(need);
        if (named === undefined) return [];
        const files = [
          ...values.filter((one) => one.addon === addon.name),
          ...manifests.filter(({ file }) => file.includes(`/${addon.name}/`)),
        ];
        return files.flatMap(({ file, content }) =>
          textsIn(content)
            .filter(({ text }) => text.includes(named.told))
            .slice(0, 1)
            .map(({ path }): Telling => ({
              file,
              path,
              ...named,
              role: roleArn === undefined ? undefined : names.roleNameOf(roleArn),
            })),
        );
      }),
    ),
  );
}
