import type { k8s } from 'cdk8s-plus-29';
import type { TypedObject } from './typed-object.ts';

/** A ServiceAccount. With `roleArn`, EKS gives its pods credentials of the role (IRSA). */
export function serviceAccount(options: {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly roleArn: string | undefined;
}): TypedObject<k8s.KubeServiceAccountProps> {
  const { name, namespace, labels, roleArn } = options;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace,
      labels,
      ...(roleArn === undefined ? {} : { annotations: { 'eks.amazonaws.com/role-arn': roleArn } }),
    },
    // EKS's webhook projects the token for AWS; no pod needs a token for the Kubernetes API.
    automountServiceAccountToken: false,
  };
}
