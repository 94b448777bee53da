import type { KubernetesObject, ResolvedAddon, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import type { Step } from '../step.ts';
import { cloudSteps, namespaceSteps, volumeStep } from './left-behind.ts';
import { loadBalancerSteps } from './load-balancer-steps.ts';
import { generateAndCommit, goneStep, type Presence } from './model-step.ts';
import { trackedObjects } from './tracked-objects.ts';

const argocd = 'kubectl --namespace argocd';

/**
 * Uninstalls an addon. Its Application has no finalizer, so that Argo CD deletes none of its objects: if a controller
 * were deleted before its custom resources, their finalizers would remain forever. The objects are deleted by hand, in
 * an order in which no finalizer blocks.
 *
 * @param objects its companion objects
 */
export function addonSteps(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  addon: ResolvedAddon,
  objects: readonly KubernetesObject[],
  presence: Presence,
): readonly Step[] {
  const { name, crdGroups, chart, workloads } = addon;
  const list = `uninstall-${name}.txt`;
  const message = `Uninstall ${name} from ${cluster.name}`;
  const others = Object.values(platform.clusters)
    .filter((other) => other.name !== cluster.name && other.addons.some((candidate) => candidate.name === name))
    .map((other) => other.name);
  return [
    {
      title: 'Save the list of its objects',
      why: `This is Argo CD's own list, which is deleted with the Application. Read it: the steps below delete these objects.`,
      commands: [
        [
          `${argocd} get applications.argoproj.io ${name} --output=go-template='{{range .status.resources}}`,
          `{{.kind}}{{with .group}}.{{.}}{{end}}/{{.name}}{{with .namespace}} --namespace={{.}}{{end}}`,
          `{{"\\n"}}{{end}}' > ${list}`,
        ].join(''),
      ],
    },
    ...(crdGroups.length === 0 || workloads.length === 0 ? [] : [customResourcesStep(addon)]),
    presence === 'in the model'
      ? removalStep(cluster, addon, others, message)
      : goneStep(presence, [cluster.name, ...others], message),
    {
      title: 'Wait until Argo CD no longer manages it',
      why: 'When the commit is on the main branch, root prunes the Application at the end of its sync. The objects stay, since the Application has no finalizer.',
      commands: [`${argocd} wait --for=delete applications.argoproj.io/${name} --timeout=30m`],
    },
    ...loadBalancerSteps(objects),
    {
      title: 'Delete its objects',
      why: 'Delete webhooks and served APIs first: without their pods, they refuse requests. Claims, CRDs and namespaces are not among these.',
      commands: [
        `grep -E '^((Mutating|Validating)WebhookConfiguration|APIService)\\.' ${list} | xargs -r -L 1 kubectl delete --ignore-not-found`,
        `grep -vE '^(CustomResourceDefinition\\.|PersistentVolumeClaim/|Namespace/)' ${list} | xargs -r -L 1 kubectl delete --ignore-not-found --wait=false`,
      ],
    },
    ...(chart === undefined ? [] : [volumeStep(addon)]),
    ...(crdGroups.length === 0 ? [] : [crdStep(crdGroups)]),
    ...namespaceSteps(addon, cluster),
    ...cloudSteps(addon, cluster),
    {
      title: 'Check that everything is deleted',
      why: `Lists every object that still has the tracking mark of ${name}; prints nothing if all are deleted.`,
      commands: [trackedObjects(cluster, name)],
    },
  ];
}

/** @param others other clusters with an addon of that name */
function removalStep(
  cluster: ResolvedCluster,
  { name, chart, needs }: ResolvedAddon,
  others: readonly string[],
  message: string,
): Step {
  const actsOnAws = needs.some((need) => 'statements' in need);
  return {
    title: 'Remove it from the model',
    why: [
      `Out of 'addons' in apps/platform/clusters/${cluster.name}/cluster.ts, or in what that imports.`,
      ...(others.length === 0 ? [] : [sharedList(cluster.name, name, others)]),
      ...(chart === undefined ? [] : ['The render names overlays and pins of its chart that nothing uses any more.']),
      'Its network paths go with the commit.',
      ...(actsOnAws
        ? ['It must still run while the load balancers or records that it created for other objects are deleted.']
        : []),
    ].join(' '),
    commands: generateAndCommit([cluster.name, ...others], message, 'apps manifests clusters'),
  };
}

function sharedList(cluster: string, name: string, others: readonly string[]): string {
  const guides = others.map((other) => `npx nx uninstall ${other} --application ${name}`).join(', ');
  return `${others.join(', ')} ${others.length === 1 ? 'has' : 'have'} it too: where they share the list of addons, it leaves them all. Either make the list leave it out for ${cluster} alone, or take the steps above for each before the commit, and those below after it (${guides}).`;
}

/** Custom resources are deleted while their controller still runs and still has access to the API. */
function customResourcesStep({ name, crdGroups }: ResolvedAddon): Step {
  const each = (group: string, verb: string, command: string): string =>
    `kubectl api-resources --api-group=${group} --verbs=${verb} --output=name | xargs -r -n 1 kubectl ${command}`;
  return {
    title: 'Delete its custom resources while it still runs',
    why: `Its controller cleans up and removes their finalizers. Later, nothing would do that. What comes back is in Git: under ${name} itself it is deleted below, under another application that has to go first.`,
    commands: crdGroups.flatMap((group) => [
      each(group, 'list', 'get --all-namespaces --ignore-not-found --show-kind'),
      each(group, 'delete', 'delete --all --all-namespaces --wait=false'),
    ]),
  };
}

function crdStep(crdGroups: readonly string[]): Step {
  return {
    title: 'Delete its CRDs, last',
    why: `This deletes every object of their kinds, in all namespaces, whatever created it: ${crdGroups.join(', ')}. An object that does not finish blocks its CRD until you remove its finalizers.`,
    commands: crdGroups.map((group) => {
      // The name of a CRD is its plural and its group. Plurals have no dots; one group may be the end of another.
      const pattern = `/[^.]+\\.${group.replaceAll('.', '\\.')}$`;
      return `kubectl get customresourcedefinitions --output=name | grep -E '${pattern}' | xargs -r kubectl delete`;
    }),
  };
}
