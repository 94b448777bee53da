import { names, type AddonContext, type HelmValues } from '@espalier/model';
import { internalIssuer } from '../cert-manager/index.ts';
import { availability, containerResources, onSystemNodes } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import { image, ports, release, workloads } from './workloads.ts';

/** Class of the Ingresses that become load balancers. */
export const loadBalancerClass = 'alb';

/** API group of IngressClassParams and TargetGroupBinding. */
export const loadBalancerGroup = 'elbv2.k8s.aws';

/** Values of the chart. */
export function awsLoadBalancerControllerValues(context: AddonContext): HelmValues {
  const { cluster, environment, platform } = context;
  const { replicas, ...scheduling } = availability(workloads.controller, context);
  // `albIngress` provides the class with its own parameters.
  const ownClass = context.ingressClass !== loadBalancerClass;
  return {
    clusterName: cluster.eksName,
    region: environment.region,
    vpcTags: { Name: names.vpcName(platform.name, environment.name) },
    image: { repository: context.image(image).name },
    replicaCount: replicas,
    ...scheduling,
    serviceAccount: {
      create: true,
      name: release,
      annotations: { 'eks.amazonaws.com/role-arn': context.roleArn(release) },
    },
    enableCertManager: true,
    certManager: { issuerRef: internalIssuer },
    // It would manage every Service of type LoadBalancer, and no Service could be created while it is down.
    enableServiceMutatorWebhook: false,
    ingressClass: loadBalancerClass,
    createIngressClassResource: ownClass,
    ingressClassParams: { create: ownClass, name: loadBalancerClass },
    defaultTargetType: 'ip',
    defaultSSLPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    // An Ingress can share a load balancer only through the parameters of its class, never through an annotation.
    disableIngressGroupNameAnnotation: true,
    enableShield: false,
    enableWaf: false,
    enableWafv2: true,
    webhookBindPort: ports.webhook,
    metricsBindAddr: `:${ports.metrics}`,
    serviceMonitor: { enabled: hasServiceMonitors(context) },
    resources: containerResources('50m', '128Mi', '256Mi'),
    ...onSystemNodes(context),
  };
}
