import { policy, type NeedStatement } from '@espalier/model';

/** Tag on everything that the controller creates. */
const clusterTag = 'elbv2.k8s.aws/cluster';

/** Existing resources have the tag. */
const ownResource = { Null: { [`aws:ResourceTag/${clusterTag}`]: 'false' } } as const;

/** New resources get the tag. */
const taggedRequest = { Null: { [`aws:RequestTag/${clusterTag}`]: 'false' } } as const;

/** Existing resources have the tag, and the request does not change it. */
const ownTagKept = {
  Null: { [`aws:RequestTag/${clusterTag}`]: 'true', [`aws:ResourceTag/${clusterTag}`]: 'false' },
} as const;

const securityGroups = 'arn:aws:ec2:*:*:security-group/*';
const targetGroups = 'arn:aws:elasticloadbalancing:*:*:targetgroup/*/*';
const loadBalancers = 'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*';
const listeners = 'arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*';
const listenerRules = 'arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*';

/**
 * Upstream's policy for ALBs, without Network Load Balancers, Cognito, WAF Classic, Shield, Outposts and address pools.
 * Listeners and rules are limited to ALBs; upstream allows any.
 *
 * Source: https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/docs/install/iam_policy.json
 */
export const loadBalancerPolicy = policy(
  {
    actions: ['iam:CreateServiceLinkedRole'],
    resources: ['*'],
    conditions: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
  },
  ...reads(),
  ...securityGroupRules(),
  ...loadBalancing(),
);

/** Describe actions, which IAM cannot limit to resources, and the certificates and web ACLs of load balancers. */
function reads(): readonly NeedStatement[] {
  return [
    {
      actions: [
        'ec2:DescribeAccountAttributes',
        'ec2:DescribeAddresses',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeTags',
        'ec2:DescribeVpcPeeringConnections',
        'ec2:DescribeVpcs',
        'ec2:GetSecurityGroupsForVpc',
        'elasticloadbalancing:DescribeCapacityReservation',
        'elasticloadbalancing:DescribeListenerAttributes',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancerAttributes',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeSSLPolicies',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'elasticloadbalancing:DescribeTrustStores',
        'acm:DescribeCertificate',
        'acm:ListCertificates',
        'iam:GetServerCertificate',
        'iam:ListServerCertificates',
      ],
      resources: ['*'],
    },
    {
      actions: ['wafv2:AssociateWebACL', 'wafv2:DisassociateWebACL', 'wafv2:GetWebACL', 'wafv2:GetWebACLForResource'],
      resources: ['*'],
    },
  ];
}

/** Its own security groups, and rules that refer to them in the nodes' and pods' groups, which do not have its tag. */
function securityGroupRules(): readonly NeedStatement[] {
  return [
    {
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'],
      resources: [securityGroups],
    },
    { actions: ['ec2:CreateSecurityGroup'], resources: [securityGroups, 'arn:aws:ec2:*:*:vpc/*'] },
    {
      actions: ['ec2:CreateTags'],
      resources: [securityGroups],
      conditions: { ...taggedRequest, StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' } },
    },
    { actions: ['ec2:CreateTags', 'ec2:DeleteTags'], resources: [securityGroups], conditions: ownTagKept },
    { actions: ['ec2:DeleteSecurityGroup'], resources: [securityGroups], conditions: ownResource },
  ];
}

function loadBalancing(): readonly NeedStatement[] {
  return [
    {
      actions: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup'],
      resources: ['*'],
      conditions: taggedRequest,
    },
    {
      actions: ['elasticloadbalancing:AddTags'],
      resources: [targetGroups, loadBalancers],
      conditions: {
        ...taggedRequest,
        StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] },
      },
    },
    {
      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      resources: [targetGroups, loadBalancers],
      conditions: ownTagKept,
    },
    {
      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      resources: [listeners, listenerRules],
    },
    {
      actions: [
        'elasticloadbalancing:DeleteLoadBalancer',
        'elasticloadbalancing:DeleteTargetGroup',
        'elasticloadbalancing:ModifyLoadBalancerAttributes',
        'elasticloadbalancing:ModifyTargetGroup',
        'elasticloadbalancing:ModifyTargetGroupAttributes',
        'elasticloadbalancing:SetIpAddressType',
        'elasticloadbalancing:SetSecurityGroups',
        'elasticloadbalancing:SetSubnets',
      ],
      resources: [targetGroups, loadBalancers],
      conditions: ownResource,
    },
    {
      actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      resources: [targetGroups],
    },
    {
      actions: [
        'elasticloadbalancing:AddListenerCertificates',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:DeleteRule',
        'elasticloadbalancing:ModifyListener',
        'elasticloadbalancing:ModifyListenerAttributes',
        'elasticloadbalancing:ModifyRule',
        'elasticloadbalancing:RemoveListenerCertificates',
        'elasticloadbalancing:SetRulePriorities',
        'elasticloadbalancing:SetWebAcl',
      ],
      resources: [loadBalancers, listeners, listenerRules],
    },
  ];
}
