import * as aws from '@pulumi/aws';
import { names, type ResolvedNetwork } from '@espalier/model';
import { all, ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import { availabilityZones, type AvailabilityZone } from './availability-zones.ts';

export interface NetworkArgs {
  /** `Name` tag of the VPC, by which controllers find it. */
  readonly name: string;
  readonly region: string;
  readonly network: ResolvedNetwork;
}

/** A NAT gateway, for alarms. */
export interface NetworkNat {
  /** `a`. */
  readonly zone: string;
  readonly id: Output<string>;
}

type Tier = keyof ResolvedNetwork['tiers'];

/**
 * Tags of the subnets of a tier, next to their names: by these the load balancer controller finds where load balancers
 * go, the public and the internal.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
 */
const tagsOf: Readonly<Record<Tier, Readonly<Record<string, string>>>> = {
  public: { 'kubernetes.io/role/elb': '1' },
  workloads: { 'kubernetes.io/role/internal-elb': '1' },
  data: {},
  controlPlane: {},
  endpoints: {},
};

/**
 * An environment's VPC: a subnet a zone in each tier, and ways out. Public subnets lead to the internet gateway,
 * workloads to a NAT gateway; from data, control plane and endpoints nothing leads out. Nothing gets a public address
 * by itself, and the security group that resources get by default lets nothing through.
 */
export class Network extends ComponentResource {
  readonly vpcId: Output<string>;
  /** Ids by tier, one a zone; known once the subnet's routes are there, so that nothing starts in it before. */
  readonly subnetIds: Readonly<Record<Tier, readonly Output<string>[]>>;
  /** Route tables of the workloads' subnets, one a zone. */
  readonly workloadRouteTableIds: readonly Output<string>[];
  readonly nats: readonly NetworkNat[];

  constructor(name: string, { name: vpcName, region, network }: NetworkArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Network', name, {}, options);
    const own = { parent: this };
    const vpc = new aws.ec2.Vpc(
      name,
      {
        cidrBlock: network.cidr,
        // Private names of interface endpoints are answered by the VPC's own DNS only with both.
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: { Name: vpcName },
      },
      { ...own, protect: true },
    );
    new aws.ec2.DefaultSecurityGroup(
      name,
      { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: `${vpcName}-default` } },
      own,
    );
    const zones = availabilityZones(region, network.zones);
    const subnetsOf = (tier: Tier): readonly ZoneSubnet[] =>
      zones.flatMap((zone, index) => {
        const cidrBlock = network.tiers[tier].subnets[index];
        if (cidrBlock === undefined) return [];
        const logicalName = `${names.kebabCase(tier)}-${zone.letter}`;
        const subnet = new aws.ec2.Subnet(
          logicalName,
          {
            vpcId: vpc.id,
            cidrBlock,
            availabilityZone: zone.name,
            mapPublicIpOnLaunch: false,
            tags: { Name: `${vpcName}-${logicalName}`, ...tagsOf[tier] },
          },
          own,
        );
        return [{ zone, name: logicalName, subnet }];
      });
    const table = (logicalName: string): aws.ec2.RouteTable =>
      new aws.ec2.RouteTable(logicalName, { vpcId: vpc.id, tags: { Name: `${vpcName}-${logicalName}` } }, own);
    const associate = ({ name: logicalName, subnet }: ZoneSubnet, { id }: aws.ec2.RouteTable): Resource =>
      new aws.ec2.RouteTableAssociation(logicalName, { subnetId: subnet.id, routeTableId: id }, own);

    const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: { Name: vpcName } }, own);
    const publicTable = table('public');
    const toInternet = new aws.ec2.Route(
      'public-internet',
      { routeTableId: publicTable.id, destinationCidrBlock: anywhere, gatewayId: gateway.id },
      own,
    );
    const publicSubnets = subnetsOf('public').map((subnet) => ({
      zone: subnet.zone,
      id: onceThere(subnet, [associate(subnet, publicTable), toInternet]),
    }));

    const nats = publicSubnets.slice(0, network.nat === 'single' ? 1 : undefined).map(({ zone, id: subnetId }) => {
      const logicalName = `nat-${zone.letter}`;
      const tags = { Name: `${vpcName}-${logicalName}` };
      const address = new aws.ec2.Eip(logicalName, { domain: 'vpc', tags }, { ...own, dependsOn: [gateway] });
      return {
        zone,
        nat: new aws.ec2.NatGateway(logicalName, { subnetId, allocationId: address.id, tags }, own),
      };
    });

    const workloads = subnetsOf('workloads').map((subnet) => {
      const zoneTable = table(subnet.name);
      const { nat } = nats.find(({ zone }) => zone === subnet.zone) ?? nats[0] ?? {};
      const routes =
        nat === undefined
          ? []
          : [
              new aws.ec2.Route(
                `${subnet.name}-nat`,
                { routeTableId: zoneTable.id, destinationCidrBlock: anywhere, natGatewayId: nat.id },
                own,
              ),
            ];
      return { tableId: zoneTable.id, id: onceThere(subnet, [associate(subnet, zoneTable), ...routes]) };
    });

    // Of its own, so that whatever somebody adds to the VPC's main table leads nowhere from here.
    const isolatedTable = table('isolated');
    const isolated = (tier: Tier): readonly Output<string>[] =>
      subnetsOf(tier).map((subnet) => onceThere(subnet, [associate(subnet, isolatedTable)]));

    this.vpcId = vpc.id;
    this.subnetIds = {
      public: publicSubnets.map(({ id }) => id),
      workloads: workloads.map(({ id }) => id),
      data: isolated('data'),
      controlPlane: isolated('controlPlane'),
      endpoints: isolated('endpoints'),
    };
    this.workloadRouteTableIds = workloads.map(({ tableId }) => tableId);
    this.nats = nats.map(({ zone, nat }) => ({ zone: zone.letter, id: nat.id }));
    this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
  }
}

const anywhere = '0.0.0.0/0';

interface ZoneSubnet {
  readonly zone: AvailabilityZone;
  readonly name: string;
  readonly subnet: aws.ec2.Subnet;
}

/** The subnet's id, with which whatever is in it comes after its routes and goes before them. */
function onceThere({ subnet }: ZoneSubnet, routing: readonly Resource[]): Output<string> {
  return all([subnet.id, all(routing.map(({ urn }) => urn))]).apply(([id]) => id);
}
