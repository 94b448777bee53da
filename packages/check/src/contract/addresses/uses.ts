import { names, type Json } from '@espalier/model';
import {
  entriesAt,
  type Evidence,
  listAt,
  type Manifest,
  roleArnsOfAccounts,
  textAt,
  textsIn,
} from '../../evidence/index.ts';
import { inPlan } from '../../needs/need-in-plan.ts';
import type { NamedResource } from './named-resources.ts';

/** The address of a resource in the configuration of pods, and the role of the pods. */
export interface Use {
  readonly file: string;
  readonly path: string;
  /** A bucket's or table's name, a queue's URL. */
  readonly address: string;
  readonly kind: NamedResource['kind'];
  /** IAM role of the pods; `undefined` if they have none. */
  readonly role: string | undefined;
}

/** Suffixes of environment variables with an address. */
const endings = { _BUCKET: 'bucket', _TABLE: 'table', _QUEUE_URL: 'queue' } as const;

/** Every address of a bucket, table or queue in the manifests and values of the cluster. */
export function usesOf(evidence: Evidence): readonly Use[] {
  return [...byApps(evidence), ...byAddons(evidence)];
}

function byApps({ manifests }: Evidence): readonly Use[] {
  const roleArns = roleArnsOfAccounts(manifests);
  return manifests.flatMap((manifest) =>
    podSpecsOf(manifest).flatMap(({ path, spec }) => {
      const arn = roleArns.get(`${manifest.namespace}/${textAt(spec, 'serviceAccountName') ?? ''}`);
      const role = arn === undefined ? undefined : names.roleNameOf(arn);
      return listAt(spec, 'containers').flatMap((container, index) =>
        listAt(container, 'env').flatMap((variable, place): readonly Use[] => {
          const name = textAt(variable, 'name') ?? '';
          const address = textAt(variable, 'value');
          const kind = Object.entries(endings).find(([ending]) => name.endsWith(ending))?.[1];
          if (address === undefined || kind === undefined) return [];
          const at = `${path}.containers[${index}].env[${place}]`;
          return [{ file: manifest.file, path: at, address, kind, role }];
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

/** Addons get addresses in chart values or in companion objects. The role follows from their needs. */
function byAddons({ cluster, values, manifests }: Evidence): readonly Use[] {
  return cluster.addons.flatMap((addon) =>
    addon.workloads.flatMap(({ needs, roleArn }) =>
      needs.flatMap((need): readonly Use[] => {
        const { address } = inPlan(need);
        if (address === undefined) return [];
        const { kind, value } = address;
        const files = [
          ...values.filter((one) => one.addon === addon.name),
          ...manifests.filter(({ file }) => file.includes(`/${addon.name}/`)),
        ];
        return files.flatMap(({ file, content }) =>
          textsIn(content)
            .filter(({ text }) => text.includes(value))
            .slice(0, 1)
            .map(({ path }): Use => ({
              file,
              path,
              address: value,
              kind,
              role: roleArn === undefined ? undefined : names.roleNameOf(roleArn),
            })),
        );
      }),
    ),
  );
}
