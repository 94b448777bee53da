import {
  forNeed,
  names,
  type ForEachNeed,
  type NeedOf,
  type ResolvedCluster,
  type ResolvedNeed,
} from '@espalier/model';
import type { Step } from '../step.ts';

/** What has been uninstalled and leaves something behind. */
export interface Leaver {
  readonly name: string;
  readonly namespace: string;
  readonly needs: readonly ResolvedNeed[];
}

/** Volumes: the controller of a StatefulSet creates its claims, and Argo CD deletes none. */
export function volumeStep({ name, namespace }: Leaver): Step {
  return {
    title: 'Decide about its volumes',
    why: `Claims stay, with their data. Find those of ${name}. A volume is deleted with its claim if the class reclaims it (gp3 does).`,
    commands: [
      `kubectl --namespace ${namespace} get persistentvolumeclaims --show-labels`,
      `kubectl --namespace ${namespace} delete persistentvolumeclaim "$CLAIM"`,
    ],
  };
}

/** The namespace, if nothing else of the cluster is in it. */
export function namespaceSteps({ name, namespace }: Leaver, cluster: ResolvedCluster): readonly Step[] {
  const isOwned = cluster.namespaces.some((candidate) => candidate.name === namespace);
  const others = [
    ...cluster.apps.map((app) => ({ name: app.name, namespaces: [app.namespace] })),
    ...cluster.addons.map((addon) => ({ name: addon.name, namespaces: [addon.namespace, ...addon.alsoInNamespaces] })),
  ].filter((other) => other.name !== name && other.namespaces.includes(namespace));
  if (!isOwned || others.length > 0) return [];
  return [
    {
      title: `Delete the namespace ${namespace}`,
      why: 'Nothing else of the model is in it. Argo CD does not delete namespaces. Deleting one deletes everything in it, also claims.',
      commands: [
        `kubectl --namespace ${namespace} get all,persistentvolumeclaims`,
        `kubectl delete namespace ${namespace}`,
      ],
    },
  ];
}

/**
 * Its data in AWS. The cloud program protects resources with data, and retains them when it stops managing them.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/options/protect/, …/options/retainondelete/
 */
export function cloudSteps({ needs, name }: Leaver, cluster: ResolvedCluster): readonly Step[] {
  if (needs.length === 0) return [];
  const { environment } = cluster;
  const others = new Set(cluster.apps.map((app) => app.name).filter((app) => app !== name));
  const own = needs.filter((need) => !('statements' in need) && !('ownedBy' in need && others.has(need.ownedBy)));
  const apply: Step = {
    title: 'Remove its resources from the stack',
    why: `Roles and policies go.${own.length === 0 ? ' It kept no data.' : " Resources with data are protected: unprotect the ones that the command lists, their guard first, with 'npx nx pulumi <stack> -- state unprotect <urn>' for each, and try again. Queues are then deleted; all others are retained."}`,
    commands: [names.clusterStack(cluster.name), names.environmentStack(environment.name)].map(
      (stack) => `npx nx up ${stack}`,
    ),
  };
  const commands = own.flatMap((need) => forNeed(deleteCommands, need, environment.region));
  if (commands.length === 0) return [apply];
  return [
    apply,
    {
      title: 'Decide about its data',
      why: `Nothing manages it from now on, and it costs money until someone deletes it, in account ${environment.account.id}. A lifecycle rule empties the bucket within some days, also its versions. Databases leave a snapshot; secrets can be restored for 30 days.`,
      commands,
    },
  ];
}

/** Commands that delete what a need leaves in AWS after the cloud program no longer manages it. */
const deleteCommands: ForEachNeed<readonly [region: string], readonly string[]> = {
  bucket: ({ bucket }, region) => [
    `aws s3api put-bucket-lifecycle-configuration --region ${region} --bucket ${bucket} --lifecycle-configuration '${emptyBucket}'`,
    `aws s3api delete-bucket --region ${region} --bucket ${bucket}`,
  ],
  table: ({ table }, region) => [
    `aws dynamodb update-table --region ${region} --table-name ${table} --no-deletion-protection-enabled`,
    `aws dynamodb delete-table --region ${region} --table-name ${table}`,
  ],
  postgres: deleteDatabaseCommands,
  secret: ({ secretPath }, region) => [deleteSecret(secretPath, region)],
  queue: () => [],
  policy: () => [],
  cache: () => [],
};

/** RDS writes logs until the end, and creates log groups again. */
function deleteDatabaseCommands({ instance, version }: NeedOf<'postgres'>, region: string): readonly string[] {
  const rds = (command: string, options: string): string => `aws rds ${command} --region ${region} ${options}`;
  const byName = `aws ec2 describe-security-groups --region ${region} --filters Name=group-name,Values=${instance}`;
  return [
    rds('modify-db-instance', `--db-instance-identifier ${instance} --no-deletion-protection --apply-immediately`),
    rds('delete-db-instance', `--db-instance-identifier ${instance} --final-db-snapshot-identifier ${instance}-final`),
    rds('wait db-instance-deleted', `--db-instance-identifier ${instance}`),
    `${byName} --query 'SecurityGroups[].GroupId' --output text | xargs -r -n 1 aws ec2 delete-security-group --region ${region} --group-id`,
    rds('delete-db-subnet-group', `--db-subnet-group-name ${instance}`),
    rds('delete-db-parameter-group', `--db-parameter-group-name ${instance}-postgres${version}`),
    ...['postgresql', 'upgrade'].map(
      (log) => `aws logs delete-log-group --region ${region} --log-group-name /aws/rds/instance/${instance}/${log}`,
    ),
  ];
}

/** Expires every object and version; S3 then removes the delete markers. Works for any number of objects. */
const emptyBucket = JSON.stringify({
  Rules: [
    {
      ID: 'empty',
      Status: 'Enabled',
      Filter: {},
      Expiration: { Days: 1 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ],
});

function deleteSecret(path: string, region: string): string {
  return `aws secretsmanager delete-secret --region ${region} --secret-id ${path} --recovery-window-in-days 30`;
}
