import semver from 'semver';
import { z } from 'zod';
import type { AddonContext, AddonDefinition, AddonPath, HelmValues, OutsideClaim } from '../definition/index.ts';
import type { GroupKind, Json, KubernetesObject } from '../objects/index.ts';
import { needSchema } from '../needs/index.ts';
import { exactVersion } from './chart-versions.ts';
import { dnsLabel, needName, port, strict, wholeNumber, type OptionSchema } from '../schema-parts/index.ts';
import { podSecuritySchema } from './platform.ts';

const jsonSchema: z.ZodType<Json> = z.json();

/** Helm values or an overlay of them: a mapping of JSON. */
export const helmValuesSchema: z.ZodType<HelmValues> = z.record(z.string(), jsonSchema);

/** A Kubernetes object as plain data. */
export const kubernetesObjectSchema: z.ZodType<KubernetesObject> = z.looseObject({
  apiVersion: z.string('an API version such as apps/v1').min(1),
  kind: z.string('a kind such as ConfigMap').min(1),
  metadata: z.looseObject({
    name: z.string('the name of the object').min(1),
    namespace: z.string('the name of a namespace').optional(),
    labels: z.record(z.string(), z.string('a label as text')).optional(),
    annotations: z.record(z.string(), z.string('an annotation as text')).optional(),
  }),
}) as z.ZodType<KubernetesObject>;

/** One kind of object; a wildcard would let a chart create anything. */
const groupKindSchema: z.ZodType<GroupKind> = strict({
  group: z.string().regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/, "an API group such as kyverno.io, or '' for the core"),
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'a kind such as ClusterPolicy'),
});

/**
 * A value, or a function of the context that returns one. The returned value is checked when the function is called.
 */
function orFunction<Value>(schema: z.ZodType<Value>): z.ZodType<Value | ((context: AddonContext) => Value)> {
  const isFunction = (value: unknown): value is (context: AddonContext) => Value => typeof value === 'function';
  return z.union([z.custom<(context: AddonContext) => Value>(isFunction, 'a function of the context'), schema]);
}

const portKey = z.string("the name of a port in 'ports'");
const workloadKey = z.string("the name of a workload in 'workloads'");
/** One schema for every kind of a record; a key of the data says which kind it is. */
function byKind<Schema extends z.core.$ZodTypeDiscriminable>(key: string, kinds: Readonly<Record<string, Schema>>) {
  return z.discriminatedUnion(key, Object.values(kinds) as [Schema, ...Schema[]]);
}

type PathTo = Extract<AddonPath, { readonly to: string }>;
type PathFrom = Exclude<AddonPath, PathTo>;

const pathsTo = {
  endpoint: strict({ to: z.literal('endpoint'), endpoint: z.string('the name of an endpoint such as metrics') }),
  workload: strict({
    to: z.literal('workload'),
    addon: z.string('the name of an addon').optional(),
    workload: workloadKey,
    port: portKey,
    udp: z.boolean().optional(),
  }),
  metrics: strict({ to: z.literal('metrics') }),
  'control-plane': strict({ to: z.literal('control-plane') }),
  nodes: strict({ to: z.literal('nodes'), port }),
  'vpc-endpoints': strict({ to: z.literal('vpc-endpoints') }),
  public: strict({
    to: z.literal('public'),
    hosts: z.array(z.string('a host name such as api.example.com')).min(1),
  }),
  'ingress-backends': strict({ to: z.literal('ingress-backends') }),
} satisfies { readonly [Kind in PathTo['to']]: z.ZodType<Extract<PathTo, { readonly to: Kind }>> };

const pathsFrom = {
  'control-plane': strict({ from: z.literal('control-plane'), port: portKey }),
  'load-balancer': strict({ from: z.literal('load-balancer'), port: portKey }),
  'traced-apps': strict({ from: z.literal('traced-apps'), port: portKey }),
  nodes: strict({ from: z.literal('nodes'), port: portKey }),
  ingress: strict({ from: z.literal('ingress'), port: portKey }),
} satisfies { readonly [Kind in PathFrom['from']]: z.ZodType<Extract<PathFrom, { readonly from: Kind }>> };

const pathSchema = z.union([byKind('to', pathsTo), byKind('from', pathsFrom)]) satisfies z.ZodType<AddonPath>;

const podCount = wholeNumber(0);

const workloadSchema = strict({
  selector: z
    .record(z.string(), z.string('a label as text'))
    .refine((labels) => Object.keys(labels).length > 0, 'at least one label'),
  serviceAccount: dnsLabel(),
  images: z.array(z.string().regex(/^[^@\s]+$/, 'an image without a digest')),
  ports: z.record(z.string(), port).optional(),
  metricsPort: portKey.optional(),
  hostNetwork: z.boolean().optional(),
  paths: z.array(pathSchema),
  needs: z.record(needName, needSchema).optional(),
  runs: z.enum(['replicated', 'single', 'every-node', 'to-completion']).optional(),
  replicas: strict({ oneZone: podCount, multiZone: podCount }).optional(),
  hasBudget: z.boolean().optional(),
  hasNoPriority: z.boolean().optional(),
});

/** A unique name that an addon uses outside its cluster. */
export const outsideClaimsSchema = z.array(
  strict({ what: z.string('what is claimed').min(1), name: z.string('the name that is claimed').min(1) }),
);

/** An addon, as the functions of `@espalier/addons` and `defineAddon` give it. */
export const addonSchema = strict({
  name: dnsLabel(53),
  options: strict({
    given: z.unknown(),
    schema: z.custom<OptionSchema<unknown>>(
      (schema) => schema instanceof z.ZodType,
      "a schema made of 'optionSchemas'",
    ),
  }).optional(),
  namespace: dnsLabel(),
  alsoInNamespaces: z.array(dnsLabel()).optional(),
  clusterKinds: z.array(groupKindSchema).optional(),
  podSecurity: podSecuritySchema.optional(),
  lifecycle: strict({
    status: z.enum(['retired', 'deprecated', 'unmaintained']),
    since: z.iso.date('a day such as 2026-03-24'),
    source: z.url('the address of the announcement'),
    instead: z.string().min(1, 'what to use instead'),
  }).optional(),
  chart: strict({
    repository: z
      .string()
      .regex(/^(https:\/\/|[a-z0-9.-]+\.[a-z]+\/)[^\s@]+$/, 'https://…, or an OCI registry path without oci://'),
    name: z.string('the name of the chart').min(1),
    version: exactVersion,
    kubernetes: z
      .string()
      .refine((range) => semver.validRange(range) !== null, 'a range of versions such as >=1.25.0-0')
      .optional(),
    skipCrds: z.boolean().optional(),
  }).optional(),
  values: orFunction(helmValuesSchema).optional(),
  objects: orFunction<readonly KubernetesObject[]>(z.array(kubernetesObjectSchema)).optional(),
  workloads: z.record(dnsLabel(), workloadSchema).optional(),
  provides: strict({
    crdGroups: z.array(z.string('an API group such as kyverno.io')).optional(),
    endpoints: z.record(z.string(), strict({ service: dnsLabel(), workload: workloadKey, port: portKey })).optional(),
    hosts: z.record(z.string(), z.string('a host name such as charts.example.com')).optional(),
    hostRecords: z.boolean().optional(),
    ingressClass: strict({ name: dnsLabel(), byLoadBalancer: z.boolean().optional() }).optional(),
  }).optional(),
  claims: orFunction<readonly OutsideClaim[]>(outsideClaimsSchema).optional(),
  requires: z
    .array(
      z.union([
        strict({ crdGroup: z.string('an API group such as kyverno.io') }),
        strict({ addon: z.string('the name of an addon') }),
      ]),
    )
    .optional(),
  serverSideApply: z.boolean().optional(),
  ignoreDifferences: z
    .array(
      strict({
        group: z.string('an API group such as apps').optional(),
        kind: z.string('a kind such as Deployment'),
        name: z.string('the name of an object').optional(),
        jsonPointers: z.array(z.string('a JSON pointer such as /spec/replicas')).optional(),
        jqPathExpressions: z.array(z.string('an expression of jq such as .spec.replicas')).optional(),
      }),
    )
    .optional(),
}) satisfies z.ZodType<AddonDefinition>;
