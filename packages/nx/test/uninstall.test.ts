import { argoCd, certManager, ingressNginx, loki, prometheusOperatorCrds, storageClasses } from '@espalier/addons';
import {
  defineApp,
  defineCluster,
  formatProblem,
  postgres,
  ProblemsError,
  resolve,
  table,
  type AddonDefinition,
  type AppDefinition,
  type Definitions,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '@espalier/model';
import { urnOf } from '@espalier/cloud';
import { planStacks } from '@espalier/cloud/plan';
import { expect, test } from 'vitest';
import { appSteps } from '../src/guide/uninstall/app-steps.ts';
import { notNamed } from '../src/guide/uninstall/removable.ts';
import { formatUninstallation, uninstallation, type Uninstallation } from '../src/guide/uninstall/uninstall.ts';

const container = { port: 8080, resources: { cpu: '100m', memory: '128Mi' } };
const shop = defineApp({
  namespace: 'shop',
  owner: 'platform',
  container,
  ingress: { host: 'shop.small.dev' },
  needs: { orders: table({ key: 'id' }) },
});
const stock = defineApp({
  namespace: 'shop',
  owner: 'platform',
  container,
  needs: { database: postgres({ storage: '20Gi' }) },
});
const reader = defineApp({
  namespace: 'shop',
  owner: 'platform',
  container,
  needs: { orders: table({ key: 'id', ownedBy: 'shop' }) },
});
const cart = defineApp({ namespace: 'carts', owner: 'platform', container, talksTo: ['shop'] });

/** An operator as a team would write one: two groups of CRDs, one of them below the other. */
const operator: AddonDefinition = {
  name: 'operator',
  namespace: 'operators',
  chart: { repository: 'https://charts.example.com', name: 'operator', version: '1.0.0' },
  workloads: {
    operator: {
      selector: { app: 'operator' },
      serviceAccount: 'operator',
      images: ['x'],
      paths: [{ to: 'control-plane' }],
    },
  },
  provides: { crdGroups: ['example.com', 'sub.example.com'] },
};
const secrets: AddonDefinition = {
  name: 'secrets',
  namespace: 'kube-system',
  provides: { crdGroups: ['external-secrets.io'] },
};

/** Two load balancers with deletion protection, as a team would write them. */
const edge: AddonDefinition = {
  name: 'edge',
  namespace: 'edge',
  objects: [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'edge',
        namespace: 'edge',
        annotations: {
          'alb.ingress.kubernetes.io/load-balancer-attributes':
            'idle_timeout.timeout_seconds=30,deletion_protection.enabled=true',
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'inner',
        namespace: 'edge',
        annotations: { 'service.beta.kubernetes.io/aws-load-balancer-attributes': 'deletion_protection.enabled=true' },
      },
    },
  ],
};

const addons = [
  edge,
  argoCd(),
  certManager(),
  ingressNginx({ hosts: ['*.small.dev'] }),
  loki({ retentionDays: 30 }),
  prometheusOperatorCrds(),
  storageClasses(),
  operator,
  secrets,
];

function located(name: string, value: AppDefinition): Definitions['apps'][string] {
  const release = { file: `apps/${name}/releases/staging.yaml`, value: { image: { tag: '1' } } };
  return { file: `apps/${name}/app.ts`, value, chart: undefined, releases: { staging: release } };
}

const { platform, problems } = resolve({
  platform: {
    file: 'apps/platform/platform.ts',
    value: {
      name: 'small',
      repository: 'https://github.com/small/platform',
      domain: 'small.dev',
      owners: { platform: '@small/platform' },
      accounts: { one: { id: '111111111111', role: 'registry' } },
    },
  },
  environments: {
    staging: {
      file: 'apps/platform/environments/staging.ts',
      value: { account: 'one', region: 'us-east-1', domain: 'small.dev', network: { cidr: '10.1.0.0/16' } },
    },
  },
  clusters: {
    staging: {
      file: 'apps/platform/clusters/staging/cluster.ts',
      value: defineCluster({
        environment: 'staging',
        kubernetesVersion: '1.35',
        nodeGroups: {
          system: { instanceTypes: ['m7i.large'], size: { min: 1, max: 2 } },
          general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 3 } },
        },
        addons,
      }),
    },
  },
  apps: {
    shop: located('shop', shop),
    stock: located('stock', stock),
    cart: located('cart', cart),
    reader: located('reader', reader),
  },
  chartVersions: undefined,
  overlays: [],
  vendoredCharts: () => undefined,
  manifests: {},
});

function plan(application: string): Uninstallation & { readonly text: string } {
  const cluster = platform?.clusters['staging'];
  if (platform === undefined || cluster === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  const guide = uninstallation(platform, cluster, application);
  return { ...guide, text: formatUninstallation(cluster, guide) };
}

function titles(application: string): readonly string[] {
  return plan(application).steps.map(({ title }) => title);
}

test('an addon, step by step', () => {
  expect(plan('operator').text).toMatchInlineSnapshot(`
    "Uninstalling the addon operator from small-staging (account 111111111111, us-east-1). Nothing has been done yet.

    Nothing in the model depends on it.

    1. Point kubectl at staging
       Every command below runs in this context.

         aws eks update-kubeconfig --region us-east-1 --name small-staging --alias staging
         kubectl config use-context staging

    2. Save the list of its objects
       This is Argo CD's own list, which is deleted with the Application. Read it: the steps below delete these objects.

         kubectl --namespace argocd get applications.argoproj.io operator --output=go-template='{{range .status.resources}}{{.kind}}{{with .group}}.{{.}}{{end}}/{{.name}}{{with .namespace}} --namespace={{.}}{{end}}{{"\\n"}}{{end}}' > uninstall-operator.txt

    3. Delete its custom resources while it still runs
       Its controller cleans up and removes their finalizers. Later, nothing would do that. What comes back is in Git: under operator itself it is deleted below, under another application that has to go first.

         kubectl api-resources --api-group=example.com --verbs=list --output=name | xargs -r -n 1 kubectl get --all-namespaces --ignore-not-found --show-kind
         kubectl api-resources --api-group=example.com --verbs=delete --output=name | xargs -r -n 1 kubectl delete --all --all-namespaces --wait=false
         kubectl api-resources --api-group=sub.example.com --verbs=list --output=name | xargs -r -n 1 kubectl get --all-namespaces --ignore-not-found --show-kind
         kubectl api-resources --api-group=sub.example.com --verbs=delete --output=name | xargs -r -n 1 kubectl delete --all --all-namespaces --wait=false

    4. Remove it from the model
       Out of 'addons' in apps/platform/clusters/staging/cluster.ts, or in what that imports. The render names overlays and pins of its chart that nothing uses any more. Its network paths go with the commit.

         npm start
         git diff --stat clusters
         npx nx contract staging
         git add --all apps manifests clusters && git commit --message 'Uninstall operator from staging'

    5. Wait until Argo CD no longer manages it
       When the commit is on the main branch, root prunes the Application at the end of its sync. The objects stay, since the Application has no finalizer.

         kubectl --namespace argocd wait --for=delete applications.argoproj.io/operator --timeout=30m

    6. Delete its objects
       Delete webhooks and served APIs first: without their pods, they refuse requests. Claims, CRDs and namespaces are not among these.

         grep -E '^((Mutating|Validating)WebhookConfiguration|APIService)\\.' uninstall-operator.txt | xargs -r -L 1 kubectl delete --ignore-not-found
         grep -vE '^(CustomResourceDefinition\\.|PersistentVolumeClaim/|Namespace/)' uninstall-operator.txt | xargs -r -L 1 kubectl delete --ignore-not-found --wait=false

    7. Decide about its volumes
       Claims stay, with their data. Find those of operator. A volume is deleted with its claim if the class reclaims it (gp3 does).

         kubectl --namespace operators get persistentvolumeclaims --show-labels
         kubectl --namespace operators delete persistentvolumeclaim "$CLAIM"

    8. Delete its CRDs, last
       This deletes every object of their kinds, in all namespaces, whatever created it: example.com, sub.example.com. An object that does not finish blocks its CRD until you remove its finalizers.

         kubectl get customresourcedefinitions --output=name | grep -E '/[^.]+\\.example\\.com$' | xargs -r kubectl delete
         kubectl get customresourcedefinitions --output=name | grep -E '/[^.]+\\.sub\\.example\\.com$' | xargs -r kubectl delete

    9. Delete the namespace operators
       Nothing else of the model is in it. Argo CD does not delete namespaces. Deleting one deletes everything in it, also claims.

         kubectl --namespace operators get all,persistentvolumeclaims
         kubectl delete namespace operators

    10. Check that everything is deleted
       Lists every object that still has the tracking mark of operator; prints nothing if all are deleted.

         kubectl get "$(kubectl api-resources --verbs=list,delete --output=name | paste -sd , -)" --all-namespaces --ignore-not-found \\
           --output=jsonpath='{range .items[*]}{.metadata.annotations.argocd\\.argoproj\\.io/tracking-id}{"\\n"}{end}' \\
           | grep '^operator:' | sort --unique"
  `);
});

test('an addon that others build on, each with its reason', () => {
  expect(plan('ingress-nginx').users).toEqual([
    { application: 'shop', because: 'is served by it: ingress shop.small.dev' },
  ]);
  expect(plan('secrets').users).toContainEqual({
    application: 'stock',
    because: 'has objects of its CRDs: ExternalSecret',
  });
  expect(plan('prometheus-operator-crds').users).toContainEqual({
    application: 'loki',
    because: 'waits for it: installs the CRDs of monitoring.coreos.com',
  });
});

test('an addon without CRDs, in a namespace of others', () => {
  expect(titles('storage-classes')).toEqual([
    'Point kubectl at staging',
    'Save the list of its objects',
    'Remove it from the model',
    'Wait until Argo CD no longer manages it',
    'Delete its objects',
    'Check that everything is deleted',
  ]);
});

test('a load balancer that is protected, with what its Ingress says except for the protection', () => {
  const title = 'Remove the deletion protection of its load balancer';
  const { commands = [] } = plan('edge').steps.find((step) => step.title === title) ?? {};
  expect(commands).toEqual([
    "kubectl --namespace edge annotate ingress edge --overwrite 'alb.ingress.kubernetes.io/load-balancer-attributes=idle_timeout.timeout_seconds=30,deletion_protection.enabled=false'",
    "kubectl --namespace edge annotate service inner --overwrite 'service.beta.kubernetes.io/aws-load-balancer-attributes=deletion_protection.enabled=false'",
  ]);
  const edge = titles('edge');
  expect(edge.indexOf(title)).toBeGreaterThan(edge.indexOf('Wait until Argo CD no longer manages it'));
  expect(edge.indexOf(title)).toBeLessThan(edge.indexOf('Delete its objects'));
  // The environment keeps its data in one zone, and its load balancer unprotected.
  expect(titles('ingress-nginx')).not.toContain(title);
});

test('a load balancer of an app is lifted once Argo CD deletes it, and no longer puts annotations back', () => {
  const cluster = platform?.clusters['staging'];
  const app = cluster?.apps.find(({ name }) => name === 'cart');
  if (platform === undefined || cluster === undefined || app === undefined) throw new Error('the model is broken');
  const objects = Array.isArray(edge.objects) ? edge.objects : [];
  const steps = appSteps(platform, cluster, app, objects, 'in the model');
  const index = steps.findIndex(({ title }) => title === 'Remove the deletion protection of its load balancer');
  expect(steps[index]?.commands[0]).toContain("wait --for=jsonpath='{.metadata.deletionTimestamp}'");
  expect(steps[index]?.commands).toHaveLength(3);
  expect(steps[index + 1]?.title).toBe('Wait until Argo CD has deleted it');
});

test('CRDs without a controller: nothing has to be finished', () => {
  expect(titles('prometheus-operator-crds')).not.toContain('Delete its custom resources while it still runs');
  expect(titles('prometheus-operator-crds')).toContain('Delete its CRDs, last');
});

test('what an addon keeps in AWS', () => {
  const { commands = [] } = plan('loki').steps.find(({ title }) => title === 'Decide about its data') ?? {};
  expect(commands).toEqual([
    expect.stringMatching(
      /^aws s3api put-bucket-lifecycle-configuration .+ --bucket small-staging-staging-loki-chunks-/,
    ),
    expect.stringMatching(/^aws s3api delete-bucket .+ --bucket small-staging-staging-loki-chunks-/),
  ]);
  expect(titles('loki')).toContain('Remove its resources from the stack');
  expect(titles('operator')).not.toContain('Remove its resources from the stack');
});

test.each(['shop', 'stock', 'loki'])(
  'everything that the stack retains of %s is deleted by name',
  async (application) => {
    if (platform === undefined) throw new Error('the model is broken');
    const commands = plan(application).steps.flatMap((step) => step.commands);
    const owner = application === 'loki' ? 'staging-loki' : application;
    const names: string[] = [];
    for await (const { resources } of planStacks(platform, new Map(), ['environment-staging'])) {
      for (const { name, inputs, options } of resources) {
        if (options.retainOnDelete !== true || !name.startsWith(`${owner}-`)) continue;
        const called = inputs['identifier'] ?? inputs['bucket'] ?? inputs['name'];
        names.push(typeof called === 'string' ? called : expect.fail(`${name} has no name`));
      }
    }
    expect(names).not.toEqual([]);
    const words = commands.flatMap((command) => command.split(/[ =]/));
    expect(names.filter((name) => !words.includes(name))).toEqual([]);
  },
);

test('what another app owns stays', () => {
  const { commands = [] } = plan('reader').steps.find(({ title }) => title === 'Decide about its data') ?? {};
  expect(commands).toEqual([]);
});

test('an app goes with its release, and Argo CD deletes its objects', () => {
  const { kind, users, text } = plan('stock');
  expect([kind, users]).toEqual(['app', []]);
  expect(text).toMatchInlineSnapshot(`
    "Uninstalling the app stock from small-staging (account 111111111111, us-east-1). Nothing has been done yet.

    Nothing in the model depends on it.

    1. Point kubectl at staging
       Every command below runs in this context.

         aws eks update-kubeconfig --region us-east-1 --name small-staging --alias staging
         kubectl config use-context staging

    2. Delete its release to staging
       An app is deployed where it has a release. Without it, the app leaves every cluster of the environment: staging.

         git rm apps/stock/releases/staging.yaml
         npm start
         git diff --stat clusters
         npx nx contract staging
         git add --all apps clusters && git commit --message 'Uninstall stock from staging'

    3. Wait until Argo CD has deleted it
       When the commit is on the main branch, root prunes the Application. Its finalizer deletes the objects first.

         kubectl --namespace argocd wait --for=delete applications.argoproj.io/stock --timeout=30m

    4. Remove its resources from the stack
       Roles and policies go. Resources with data are protected: unprotect the ones that the command lists, their guard first, with 'npx nx pulumi <stack> -- state unprotect <urn>' for each, and try again. Queues are then deleted; all others are retained.

         npx nx up cluster-staging
         npx nx up environment-staging

    5. Decide about its data
       Nothing manages it from now on, and it costs money until someone deletes it, in account 111111111111. A lifecycle rule empties the bucket within some days, also its versions. Databases leave a snapshot; secrets can be restored for 30 days.

         aws rds modify-db-instance --region us-east-1 --db-instance-identifier small-staging-stock-database --no-deletion-protection --apply-immediately
         aws rds delete-db-instance --region us-east-1 --db-instance-identifier small-staging-stock-database --final-db-snapshot-identifier small-staging-stock-database-final
         aws rds wait db-instance-deleted --region us-east-1 --db-instance-identifier small-staging-stock-database
         aws ec2 describe-security-groups --region us-east-1 --filters Name=group-name,Values=small-staging-stock-database --query 'SecurityGroups[].GroupId' --output text | xargs -r -n 1 aws ec2 delete-security-group --region us-east-1 --group-id
         aws rds delete-db-subnet-group --region us-east-1 --db-subnet-group-name small-staging-stock-database
         aws rds delete-db-parameter-group --region us-east-1 --db-parameter-group-name small-staging-stock-database-postgres17
         aws logs delete-log-group --region us-east-1 --log-group-name /aws/rds/instance/small-staging-stock-database/postgresql
         aws logs delete-log-group --region us-east-1 --log-group-name /aws/rds/instance/small-staging-stock-database/upgrade

    6. Check that everything is deleted
       Lists every object that still has the tracking mark of stock; prints nothing if all are deleted.

         kubectl get "$(kubectl api-resources --verbs=list,delete --output=name | paste -sd , -)" --all-namespaces --ignore-not-found \\
           --output=jsonpath='{range .items[*]}{.metadata.annotations.argocd\\.argoproj\\.io/tracking-id}{"\\n"}{end}' \\
           | grep '^stock:' | sort --unique"
  `);
});

test('an app that another talks to; the last of a namespace', () => {
  expect(plan('shop').users).toEqual([
    { application: 'cart', because: 'calls it: cart talksTo shop' },
    { application: 'reader', because: "shares its table 'orders'" },
  ]);
  expect(titles('shop')).not.toContain('Delete the namespace shop');
  expect(titles('cart')).toContain('Delete the namespace carts');
});

test.each([
  ['argo-cd', 'ESP5010', 'would have to sync its own removal'],
  ['namespaces', 'ESP5010', 'owns every namespace'],
  ['secret-stores', 'ESP5010', 'because something reads a secret'],
  ['lokki', 'ESP5009', "Did you mean 'loki'?"],
  ['root', 'ESP5009', 'not an addon or app'],
])('%s cannot be uninstalled', (application, code, found) => {
  expect(() => plan(application)).toThrow(ProblemsError);
  expect(() => plan(application)).toThrow(new RegExp(`^${code}[^]*${found.replace('?', '\\?')}`));
});

/** The platform of these tests, where it is sound. */
function sound(): { readonly platform: ResolvedPlatform; readonly cluster: ResolvedCluster } {
  const cluster = platform?.clusters['staging'];
  if (platform === undefined || cluster === undefined) throw new Error('the model is broken');
  return { platform, cluster };
}

test.each(['stock', 'loki'])('both layers of %s are written and held against each other before the commit', (name) => {
  const commands = plan(name).steps.flatMap((step) => step.commands);
  const at = (text: string): number => commands.findIndex((command) => command.includes(text));
  expect(at('npm start')).toBeGreaterThan(-1);
  expect(at('npx nx contract staging')).toBeGreaterThan(at('npm start'));
  expect(at('git commit')).toBeGreaterThan(at('npx nx contract staging'));
});

test('an addon that other clusters have too leaves them with a list that they share', () => {
  const { platform, cluster } = sound();
  const production = { ...cluster, name: 'production' };
  const bare = { ...cluster, name: 'bare', addons: [] };
  const clusters = { ...platform.clusters, production, bare };
  const { steps } = uninstallation({ ...platform, clusters }, cluster, 'loki');
  const { why = '', commands = [] } = steps.find(({ title }) => title === 'Remove it from the model') ?? {};
  expect(why).toContain('production has it too: where they share the list of addons, it leaves them all.');
  expect(why).toContain('npx nx uninstall production --application loki');
  expect(why).not.toContain('bare');
  expect(commands).toContain('npm start');
  expect(commands).toContain('npx nx contract production');
});

test('an app that is gone altogether leaves the repository of its images, by the names of the plan', async () => {
  const { platform, cluster } = sound();
  const guideOf = (isGoneEverywhere: boolean) =>
    uninstallation(platform, cluster, 'stock', { removedBy: undefined, isGoneEverywhere }).steps.flatMap(
      (step) => step.commands,
    );
  const commands = guideOf(true);
  for await (const accountPlan of planStacks(platform, new Map(), ['account-one'])) {
    const ids = ['espalier:cloud:Guard/stock', 'aws:ecr/repository:Repository/stock'];
    const urns = ids.map((id) => `'${urnOf(accountPlan, 'small', id) ?? expect.fail(id)}'`);
    expect(commands).toContain(`npx nx pulumi account-one -- state unprotect --yes ${urns.join(' ')}`);
  }
  expect(commands).toContain('npx nx up account-one');
  expect(commands).toContain('aws ecr delete-repository --region us-east-1 --repository-name small/stock --force');
  expect(guideOf(false).join('\n')).not.toContain('ecr');
  expect.assertions(4);
});

test('without a name, or with an unknown one, all names are said by kind, with an example and no file', () => {
  const { cluster } = sound();
  const messages = [notNamed(cluster).message];
  try {
    plan('lokki');
  } catch (error) {
    messages.push((error as Error).message);
  }
  for (const message of messages) {
    expect(message).toMatch(/^ESP5009 {2}npx nx uninstall staging {2}--application/);
    expect(message).toContain(
      'Addons of staging: argo-cd, cert-manager, edge, ingress-nginx, loki, operator, prometheus-operator-crds, secrets, storage-classes.',
    );
    expect(message).toContain('Apps of staging: cart, reader, shop, stock.');
    expect(message).toContain('such as npx nx uninstall staging --application cart.');
    expect(message).not.toContain('cluster.ts');
    expect(message).not.toContain('more)');
  }
  expect(messages).toHaveLength(2);
});
