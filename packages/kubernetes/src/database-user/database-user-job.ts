import { names, type ResolvedAccount, type ResolvedApp, type NeedOf } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { digest, ownLabels, unprivilegedUser, type Plain, type TypedObject } from '../objects/index.ts';
import { awsCliImage, psqlImage } from './images.ts';
import { createScript, fetchScript, memory } from './scripts.ts';

/**
 * Time limit of the Job. Its pods wait for the Secret, which External Secrets can only fill when the database exists.
 * The stack that creates the database may run a working day after the merge.
 */
const deadlineSeconds = 24 * 60 * 60;

/**
 * Pods that may fail before the Job fails: three quarters of an hour, in which the cluster's stack opens the network
 * path.
 */
const retries = 12;

/** The registry and cluster of the Job. */
export interface JobPlace {
  readonly region: string;
  readonly registry: ResolvedAccount;
}

/**
 * The Job that creates the database user for an app's pods. RDS stores the master password in a secret that only the
 * Job's role reads, so that it is in no other secret and not in Git.
 *
 * A Job never changes: its name ends in a digest of its content, so that Argo CD creates a new Job and prunes the old
 * one. It has no time to live, since Argo CD would create it again and so run it again. If it fails, the app is
 * Degraded.
 */
export function databaseUserJob(
  app: ResolvedApp,
  need: NeedOf<'postgres'>,
  place: JobPlace,
): TypedObject<k8s.KubeJobProps> {
  const workload = names.databaseUserWorkload(app.name, need.name);
  const spec = {
    backoffLimit: retries,
    activeDeadlineSeconds: deadlineSeconds,
    template: {
      metadata: { labels: names.appSelector(workload) },
      spec: podSpec(app, workload, { need, ...place }),
    },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: names.databaseUserJob(app.name, need.name, digest(spec)),
      namespace: app.namespace,
      labels: ownLabels(app, workload),
    },
    spec,
  };
}

/** The pod passes the Pod Security Standard `restricted`. */
function podSpec(
  { placement: { nodeSelector, tolerations } }: ResolvedApp,
  workload: string,
  { need, region, registry }: { readonly need: NeedOf<'postgres'> } & JobPlace,
): Plain<k8s.PodSpec> {
  const fromSecret = (name: string, key: string): Plain<k8s.EnvVar> => ({
    name,
    valueFrom: { secretKeyRef: { name: need.secretName, key } },
  });
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    serviceAccountName: workload,
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
    ...(tolerations.length === 0 ? {} : { tolerations }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: unprivilegedUser,
      runAsGroup: unprivilegedUser,
      fsGroup: unprivilegedUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    initContainers: [
      container('fetch-master-password', {
        image: names.imageAddress(awsCliImage, registry).name,
        script: fetchScript,
        memory: '256Mi',
        env: [
          { name: 'AWS_EC2_METADATA_DISABLED', value: 'true' },
          { name: 'AWS_REGION', value: region },
          { name: 'HOME', value: memory },
          fromSecret('MASTER_SECRET_ARN', 'masterSecretArn'),
        ],
      }),
    ],
    containers: [
      container('create-user', {
        image: names.imageAddress(psqlImage, registry).name,
        script: createScript,
        memory: '64Mi',
        env: [
          fromSecret('APP_USER', 'user'),
          { name: 'HOME', value: memory },
          { name: 'PGCONNECT_TIMEOUT', value: '10' },
          fromSecret('PGDATABASE', 'database'),
          fromSecret('PGHOST', 'host'),
          fromSecret('PGPORT', 'port'),
          { name: 'PGSSLMODE', value: 'require' },
        ],
      }),
    ],
    volumes: [{ name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }],
  };
}

function container(
  name: string,
  {
    image,
    script,
    memory: size,
    env,
  }: {
    readonly image: string;
    readonly script: string;
    readonly memory: string;
    readonly env: readonly Plain<k8s.EnvVar>[];
  },
): Plain<k8s.Container> {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/sh', '-ceu', script],
    env,
    resources: { requests: { cpu: '50m', memory: size }, limits: { memory: size } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [{ name: 'memory', mountPath: memory }],
  };
}
