import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import { policyText } from '../parts/index.ts';
import { endpointPolicy, type Perimeter } from './endpoint-policy.ts';
import { endpointServiceName, gatewayServices, interfaceServices } from './endpoint-services.ts';

export interface VpcEndpointsArgs {
  /** `Name` of the VPC, which begins those of its endpoints. */
  readonly name: string;
  readonly vpcId: Input<string>;
  /** Block of the VPC: who may open connections to the endpoints. */
  readonly cidr: string;
  readonly perimeter: Perimeter;
  /** Subnets of the endpoints' tier, one a zone. */
  readonly subnetIds: readonly Input<string>[];
  /** Route tables of the workloads, whose way to S3 and DynamoDB leads past NAT. */
  readonly routeTableIds: readonly Input<string>[];
}

/**
 * Private ways from a VPC to AWS. Databases have none: what they exchange with S3 goes through RDS's own network.
 * Whatever has no endpoint, such as Route 53, is reached through NAT.
 */
export class VpcEndpoints extends ComponentResource {
  constructor(name: string, args: VpcEndpointsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:VpcEndpoints', name, {}, options);
    const own = { parent: this };
    const { vpcId, cidr, perimeter, subnetIds, routeTableIds } = args;
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId,
        description: 'Interface endpoints: HTTPS from inside the VPC',
        tags: { Name: `${args.name}-endpoints` },
      },
      own,
    );
    const https = new aws.vpc.SecurityGroupIngressRule(
      name,
      { securityGroupId: group.id, cidrIpv4: cidr, ipProtocol: 'tcp', fromPort: 443, toPort: 443 },
      own,
    );
    for (const service of gatewayServices) {
      new aws.ec2.VpcEndpoint(
        service,
        {
          vpcId,
          serviceName: endpointServiceName(perimeter.region, service),
          vpcEndpointType: 'Gateway',
          routeTableIds: [...routeTableIds],
          policy: policyText(endpointPolicy(service, perimeter)),
          tags: { Name: `${args.name}-${service}` },
        },
        own,
      );
    }
    for (const service of interfaceServices) {
      new aws.ec2.VpcEndpoint(
        service,
        {
          vpcId,
          serviceName: endpointServiceName(perimeter.region, service),
          vpcEndpointType: 'Interface',
          privateDnsEnabled: true,
          subnetIds: [...subnetIds],
          securityGroupIds: [group.id],
          policy: policyText(endpointPolicy(service, perimeter)),
          tags: { Name: `${args.name}-${service}` },
        },
        // From the moment its private name resolves, the service is reached here or not at all.
        { ...own, dependsOn: [https] },
      );
    }
    this.registerOutputs();
  }
}
