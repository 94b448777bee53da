import { helmSource, names, type ResolvedAddon, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { missingAddon } from './missing-addon.ts';
import { redAtFirst } from './red-at-first.ts';
import { numbered, type Step } from './step.ts';

/**
 * The first steps on a bare cluster, with its committed values and versions. After the last step, Argo CD syncs
 * everything, also itself: its own Application adopts the release that was installed by hand.
 *
 * @throws ProblemsError ESP5002 if the cluster has no Argo CD
 */
export function bootstrapSteps(platform: ResolvedPlatform, cluster: ResolvedCluster): readonly Step[] {
  const argoCd = cluster.addons.find((addon) => addon.chart?.name === 'argo-cd');
  if (argoCd?.chart === undefined) throw missingAddon(cluster.name, 'argo-cd', 'argoCd()');
  const tree = `clusters/${cluster.name}`;
  const { namespace } = argoCd;
  return [
    {
      title: 'Reach the private endpoint',
      why: `The API server of ${cluster.eksName} is reachable inside the VPC ${cluster.environment.network.cidr} only. Run this from a host in it, or through a VPN or an SSM session. \`reachableFrom\` of the cluster allows other blocks.`,
      commands: [
        `aws eks update-kubeconfig --region ${cluster.environment.region} --name ${cluster.eksName} --alias ${cluster.name}`,
        `kubectl config use-context ${cluster.name}`,
      ],
    },
    {
      title: 'Check that the cluster is as the tree expects',
      why: `Nodes have the label of their group; the Service kubernetes has the address ${cluster.kubernetesServiceIp}, which policies name; the VPC CNI enforces policies ("enableNetworkPolicy": "true").`,
      commands: [
        `kubectl get nodes --label-columns ${names.nodeGroupLabel}`,
        "kubectl get service kubernetes --output jsonpath='{.spec.clusterIP}'",
        `aws eks describe-addon --region ${cluster.environment.region} --cluster-name ${cluster.eksName} --addon-name vpc-cni --query addon.configurationValues`,
      ],
    },
    {
      title: "Create Argo CD's namespace from the tree",
      why: 'Its own Application then finds no difference.',
      commands: [`kubectl apply --server-side -f ${tree}/namespaces/namespace-${namespace}.yaml`],
    },
    {
      title: 'Install Argo CD',
      why: `Use the release name and the values that its own Application adopts later. Its images come through the registry, so the stack of account ${platform.registry.name} must be deployed, with its registry tokens.`,
      commands: [helmInstall(argoCd, argoCd.chart, tree)],
    },
    {
      title: 'Let Argo CD read this repository',
      why: 'Use a GitHub App that may only read its contents. The key never enters Git.',
      commands: [
        [
          `kubectl -n ${namespace} create secret generic repository-platform`,
          `--from-literal=type=git`,
          `--from-literal=url=${platform.repository}`,
          '--from-literal=githubAppID="$GITHUB_APP_ID"',
          '--from-literal=githubAppInstallationID="$GITHUB_APP_INSTALLATION_ID"',
          '--from-file=githubAppPrivateKey="$GITHUB_APP_PRIVATE_KEY_FILE"',
        ].join(' \\\n  '),
        `kubectl -n ${namespace} label secret repository-platform argocd.argoproj.io/secret-type=repository`,
      ],
    },
    {
      title: 'Hand over',
      why: `Argo CD syncs ${tree}/ from now on, wave by wave. Secrets must already be in Secrets Manager (nx secrets ${cluster.name}).`,
      commands: [`kubectl apply -f ${tree}/root.yaml`, `kubectl -n ${namespace} get applications.argoproj.io --watch`],
    },
    redAtFirst(cluster, argoCd),
  ];
}

function helmInstall(
  { name, namespace }: ResolvedAddon,
  chart: NonNullable<ResolvedAddon['chart']>,
  tree: string,
): string {
  return [
    `helm upgrade --install ${name} ${helmSource(chart)}`,
    `--version ${chart.version}`,
    `--namespace ${namespace}`,
    `--values ${tree}/values/${name}.yaml`,
    '--wait',
  ].join(' \\\n  ');
}

/** Steps as text: numbered, with the commands to copy. */
export function formatSteps(cluster: ResolvedCluster, steps: readonly Step[]): string {
  const intro = `First steps on the bare cluster ${cluster.eksName} (account ${cluster.environment.account.id}, ${cluster.environment.region}).`;
  return [intro, ...numbered(steps)].join('\n\n');
}
