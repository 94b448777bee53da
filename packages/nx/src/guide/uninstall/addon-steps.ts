import type { KubernetesObject, ResolvedAddon, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import type { Step } from '../step.ts';
import { cloudSteps, namespaceSteps, volumeStep } from './left-behind.ts';
import { loadBalancerSteps } from './load-balancer-steps.ts';
import { generateAndCommit, goneStep, type Presence } from './model-step.ts';
import { trackedObjects } from './tracked-objects.ts';

const argocd = 'kubectl --namespace argocd';

/**
 * Uninstalls an addon. Its Application has no finalizer, so that Argo CD lets go of its objects and deletes none: a
 * controller that went before its custom resources would leave their finalizers for ever. Deleting is done by hand, in
 * the order that leaves nothing hanging.
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
      title: 'Write down what it consists of',
      why: `Argo CD's own record, which goes with the Application. Read it: it is what is deleted below.`,
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
      title: 'Wait until Argo CD has let go of it',
      why: 'Once the commit is on the main branch, root prunes the Application, last of all in its sync. The objects stay: it has no finalizer.',
      commands: [`${argocd} wait --for=delete applications.argoproj.io/${name} --timeout=30m`],
    },
    ...loadBalancerSteps(objects),
    {
      title: 'Delete its objects',
      why: 'Webhooks and served APIs first: without their pods, they refuse what they are asked about. Claims, CRDs and namespaces are not among these.',
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
      title: 'See that it is gone',
      why: `Lists what still carries ${name}'s mark, from every kind of object; nothing, if all is gone.`,
      commands: [trackedObjects(cluster, name)],
    },
  ];
}

/** @param others clusters that have an addon of the name too */
function removalStep(
  cluster: ResolvedCluster,
  { name, chart, needs }: ResolvedAddon,
  others: readonly string[],
  message: string,
): Step {
  const actsOnAws = needs.some((need) => 'statements' in need);
  return {
    title: 'Take it out of the model',
    why: [
      `Out of 'addons' in apps/platform/clusters/${cluster.name}/cluster.ts, or in what that imports.`,
      ...(others.length === 0 ? [] : [sharedList(cluster.name, name, others)]),
      ...(chart === undefined ? [] : ['The render names overlays and pins of its chart that nothing uses any more.']),
      'Its network paths go with the commit.',
      ...(actsOnAws
        ? ['What it made in AWS for others, load balancers or records, goes with these, while it runs.']
        : []),
    ].join(' '),
    commands: generateAndCommit([cluster.name, ...others], message, 'apps manifests clusters'),
  };
}

function sharedList(cluster: string, name: string, others: readonly string[]): string {
  const guides = others.map((other) => `npx nx uninstall ${other} --application ${name}`).join(', ');
  return `${others.join(', ')} ${others.length === 1 ? 'has' : 'have'} it too: where they share the list of addons, it leaves them all. Either make the list leave it out for ${cluster} alone, or take the steps above for each before the commit, and those below after it (${guides}).`;
}

/** Custom resources go while the controller that has to finish them still runs, and still reaches the API. */
function customResourcesStep({ name, crdGroups }: ResolvedAddon): Step {
  const each = (group: string, verb: string, command: string): string =>
    `kubectl api-resources --api-group=${group} --verbs=${verb} --output=name | xargs -r -n 1 kubectl ${command}`;
  return {
    title: 'Delete its custom resources while it still runs',
    why: `Its controller finishes what they stand for and takes their finalizers off; later nobody would. What comes back is in Git: under ${name} itself it is deleted below, under another application that has to go first.`,
    commands: crdGroups.flatMap((group) => [
      each(group, 'list', 'get --all-namespaces --ignore-not-found --show-kind'),
      each(group, 'delete', 'delete --all --all-namespaces --wait=false'),
    ]),
  };
}

function crdStep(crdGroups: readonly string[]): Step {
  return {
    title: 'Delete its CRDs, last',
    why: `Every object of their kinds goes with them, in all namespaces and whoever made it: ${crdGroups.join(', ')}. One that hangs keeps its CRD until its finalizers are taken off.`,
    commands: crdGroups.map((group) => {
      // A CRD is called as its plural and its group; plurals have no dots, groups may end as another does.
      const pattern = `/[^.]+\\.${group.replaceAll('.', '\\.')}$`;
      return `kubectl get customresourcedefinitions --output=name | grep -E '${pattern}' | xargs -r kubectl delete`;
    }),
  };
}
