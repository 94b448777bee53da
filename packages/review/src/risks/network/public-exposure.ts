import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import { risksOf, type RiskRule, type Severity, textOf } from '../../risk-rule/index.ts';

/** What can be reached from the internet after a change and could not before. */
export const publicExposure: RiskRule = {
  code: 'ESP8115',
  title: 'Something can be reached from the internet',
  page: {
    why: 'A load balancer, a host of an Ingress, an open security group, a bucket without its public access block or a public database endpoint can be reached by anyone. The rule compares what is exposed on both sides.',
    example: 'A `cloud.ts` takes the public access block off a bucket, or a Service becomes a LoadBalancer.',
    whatToDo:
      'See that the exposure is meant, that what is exposed authenticates its callers, and that its owner knows.',
  },
  find: (change) => {
    const old = exposuresOf(change.before);
    const gained = exposuresOf(change.after).filter(({ key }) => !old.some((other) => other.key === key));
    return risksOf(
      publicExposure,
      change,
      gained.map(({ path, effect, severity }) => ({
        severity,
        path,
        effect,
        steps: ['See that this is meant, and that whatever answers there authenticates its callers.'],
      })),
    );
  },
};

interface Exposure {
  /** What makes it the same exposure on both sides. */
  readonly key: string;
  readonly path: string;
  readonly effect: string;
  readonly severity: Severity;
}

function exposuresOf(data: Json | undefined): readonly Exposure[] {
  if (!isMapping(data)) return [];
  return typeof data['kind'] === 'string' && isMapping(data['metadata']) ? inKubernetes(data) : inAws(data);
}

function inKubernetes(object: Readonly<Record<string, unknown>>): readonly Exposure[] {
  const annotations = valueAt(object, ['metadata', 'annotations']);
  const scheme = isMapping(annotations)
    ? (annotations['alb.ingress.kubernetes.io/scheme'] ??
      annotations['service.beta.kubernetes.io/aws-load-balancer-scheme'])
    : undefined;
  switch (object['kind']) {
    case 'Service': {
      const type = valueAt(object, ['spec', 'type']);
      if (type !== 'LoadBalancer' && type !== 'NodePort') return [];
      const isInternal = type === 'NodePort' || scheme === 'internal';
      return [
        {
          key: `${type}|${String(scheme)}|${textOf(valueAt(object, ['spec', 'loadBalancerSourceRanges']))}`,
          path: 'spec.type',
          effect: isInternal
            ? `The Service becomes a ${type}: it can be reached from outside of the cluster.`
            : 'The Service becomes a load balancer that the internet reaches.',
          severity: isInternal ? 'medium' : 'high',
        },
      ];
    }
    case 'Ingress': {
      const hosts = listAt(object, ['spec', 'rules']).map((rule) => textOf(valueAt(rule, ['host']) ?? 'every host'));
      return [
        ...hosts.map((host): Exposure => ({
          key: `host|${host}`,
          path: 'spec.rules',
          effect: `The Ingress answers at ${host}.`,
          severity: 'medium',
        })),
        ...(scheme === 'internet-facing'
          ? [
              {
                key: 'scheme',
                path: 'metadata.annotations',
                effect: 'The load balancer of the Ingress faces the internet.',
                severity: 'high' as const,
              },
            ]
          : []),
      ];
    }
    default:
      return [];
  }
}

function inAws(resource: Readonly<Record<string, unknown>>): readonly Exposure[] {
  const inputs = resource['inputs'];
  if (!isMapping(inputs)) return [];
  const said = (path: string, effect: string, severity: Severity = 'critical'): Exposure => ({
    key: `${path}|${effect}`,
    path: `inputs.${path}`,
    effect,
    severity,
  });
  switch (resource['type']) {
    case 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock':
      return ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']
        .filter((field) => inputs[field] !== true)
        .map((field) => said(field, `The bucket may become public: ${field} is off.`));
    case 'aws:s3/bucketAcl:BucketAcl':
    case 'aws:s3/bucket:Bucket':
      return typeof inputs['acl'] === 'string' && inputs['acl'].startsWith('public')
        ? [said('acl', 'The bucket is public.')]
        : [];
    case 'aws:rds/instance:Instance':
    case 'aws:rds/clusterInstance:ClusterInstance':
      return inputs['publiclyAccessible'] === true
        ? [said('publiclyAccessible', 'The database gets a public address.')]
        : [];
    case 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule':
      return ['cidrIpv4', 'cidrIpv6']
        .filter((field) => String(inputs[field]).endsWith('/0'))
        .map((field) => said(field, `The security group lets the internet in on ${portsOf(inputs)}.`, 'high'));
    case 'aws:ec2/securityGroup:SecurityGroup': {
      const rules = listAt(inputs, ['ingress']).filter(isMapping);
      return rules
        .filter((rule) =>
          [rule['cidrBlocks'], rule['ipv6CidrBlocks']].flat().some((block) => String(block).endsWith('/0')),
        )
        .map((rule) => said('ingress', `The security group lets the internet in on ${portsOf(rule)}.`, 'high'));
    }
    case 'aws:eks/cluster:Cluster':
    case 'eks:index:Cluster': {
      const isPublic =
        (inputs['endpointPublicAccess'] ?? valueAt(inputs, ['vpcConfig', 'endpointPublicAccess'])) !== false;
      const blocks = inputs['publicAccessCidrs'] ?? valueAt(inputs, ['vpcConfig', 'publicAccessCidrs']);
      const isOpen = !Array.isArray(blocks) || blocks.some((block) => String(block).endsWith('/0'));
      return isPublic
        ? [
            said(
              'endpointPublicAccess',
              `The Kubernetes API can be reached ${isOpen ? 'from the internet' : `from ${(blocks as readonly unknown[]).join(', ')}`}.`,
              isOpen ? 'critical' : 'high',
            ),
          ]
        : [];
    }
    case 'aws:lb/loadBalancer:LoadBalancer':
    case 'aws:alb/loadBalancer:LoadBalancer':
      return inputs['internal'] === true ? [] : [said('internal', 'The load balancer faces the internet.', 'high')];
    default:
      return [];
  }
}

/** `tcp 443`, `tcp 443-65535`, `every port` */
function portsOf({ fromPort, toPort, ipProtocol, protocol = ipProtocol }: Readonly<Record<string, unknown>>): string {
  if (fromPort === undefined || textOf(protocol) === '-1') return 'every port';
  return `${textOf(protocol)} ${textOf(fromPort)}${fromPort === toPort ? '' : `-${textOf(toPort)}`}`;
}
