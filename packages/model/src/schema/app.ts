import { z } from 'zod';
import type {
  AppDefinition,
  AutoscalingDefinition,
  ContainerDefinition,
  WorkloadDefinition,
} from '../definition/index.ts';
import { needSchema } from '../needs/index.ts';
import { cron, timeZone } from '../schedule/index.ts';
import {
  byteQuantity,
  containerFile,
  containerPath,
  cpuQuantity,
  dnsLabel,
  hostName,
  ingressPath,
  needName,
  percentage,
  pinnedImage,
  port,
  portName,
  strict,
  wholeNumber,
} from '../schema-parts/index.ts';

const httpPath = z.string().startsWith('/', "an HTTP path that starts with '/'");
const words = z.array(z.string('a word of the command as text'));

const probeSchema = z.union([
  httpPath,
  strict({
    path: httpPath.optional(),
    command: words.min(1).optional(),
    port: portName.optional(),
    periodSeconds: wholeNumber(1).optional(),
    timeoutSeconds: wholeNumber(1).optional(),
    failureThreshold: wholeNumber(1).optional(),
    initialDelaySeconds: wholeNumber(0).optional(),
  }).refine((probe) => probe.path === undefined || probe.command === undefined, 'a path or a command, not both'),
]);

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable name: letters, digits and "_"');

const containerSchema = strict({
  image: pinnedImage.optional(),
  command: words.min(1).optional(),
  args: words.optional(),
  port: port.optional(),
  ports: z.record(portName, port).optional(),
  probes: strict({
    ready: probeSchema.optional(),
    live: probeSchema.optional(),
    start: probeSchema.optional(),
  }).optional(),
  resources: strict(
    {
      cpu: cpuQuantity({ atLeast: '1m', atMost: '448' }),
      memory: byteQuantity({ atLeast: '4Mi', atMost: '24Ti' }),
      cpuLimit: cpuQuantity({ atLeast: '1m', atMost: '448' }).optional(),
      memoryLimit: byteQuantity({ atLeast: '4Mi', atMost: '24Ti' }).optional(),
      gpus: wholeNumber(0, 16).optional(),
    },
    "{ cpu: '250m', memory: '512Mi' }",
  ),
  environment: z.record(variableName, z.string('text; numbers and booleans need quotes')).optional(),
  files: z.record(containerFile, z.string('the content of the file as text')).optional(),
  metrics: z
    .union([httpPath, strict({ path: httpPath, port: portName })], {
      error: "an HTTP path such as '/metrics', or { path: '/metrics', port: 'admin' } for a port of its own",
    })
    .optional(),
  writableDirectories: z.array(containerPath).optional(),
}) satisfies z.ZodType<ContainerDefinition>;

const retries = wholeNumber(0, 100).optional();
const deadlineSeconds = wholeNumber(1, 7 * 86_400).optional();

const workloadSchema = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('deployment'), strategy: z.enum(['RollingUpdate', 'Recreate']).optional() }),
  strict({
    kind: z.literal('statefulSet'),
    ordered: z.boolean().optional(),
    volumes: z
      .record(
        dnsLabel(40),
        strict({
          path: containerPath,
          size: byteQuantity({ atLeast: '1Gi', atMost: '64Ti' }),
          storageClass: dnsLabel().optional(),
        }),
      )
      .optional(),
  }),
  strict({
    kind: z.literal('cronJob'),
    schedule: cron,
    timeZone: timeZone.optional(),
    concurrency: z.enum(['Allow', 'Forbid', 'Replace']).optional(),
    retries,
    deadlineSeconds,
  }),
  strict({ kind: z.literal('job'), retries, deadlineSeconds }),
]) satisfies z.ZodType<WorkloadDefinition>;

const autoscalingSchema = strict({
  min: wholeNumber(1, 5000),
  max: wholeNumber(1, 5000),
  cpu: percentage.optional(),
  memory: percentage.optional(),
}).superRefine((replicas, context) => {
  if (replicas.min > replicas.max) {
    context.addIssue({ code: 'custom', path: ['min'], message: `at most ${replicas.max}, the maximum` });
  }
  if (replicas.max > replicas.min && replicas.cpu === undefined && replicas.memory === undefined) {
    context.addIssue({ code: 'custom', message: 'a target to scale by: cpu or memory, such as cpu: "70%"' });
  }
}) satisfies z.ZodType<AutoscalingDefinition>;

/** Host names may contain `{environment}`, the environment's name, and `{domain}`, its domain. */
const hostTemplate = z
  .string()
  .refine(
    (host) => hostName.safeParse(host.replaceAll('{environment}', 'e').replaceAll('{domain}', 'd.example')).success,
    'a host name such as id.example.com; {environment} and {domain} are replaced',
  );

/** What `apps/<name>/app.ts` exports. An environment's override is validated after it is merged. */
export const appSchema = strict({
  namespace: dnsLabel().refine(
    (name) => !/^(default|kube-.*|root|platform)$/.test(name),
    'a namespace of its own; "default" and "kube-*" belong to Kubernetes, "root" and "platform" are AppProjects',
  ),
  owner: z.string("the name of a team in 'owners' of platform.ts"),
  workload: workloadSchema.optional(),
  container: containerSchema,
  sidecars: z.record(dnsLabel(), containerSchema).optional(),
  replicas: z.union([wholeNumber(1, 5000), autoscalingSchema]).optional(),
  maxUnavailable: z.union([wholeNumber(1), percentage]).optional(),
  spreadOver: z.array(z.enum(['zone', 'node'])).optional(),
  nodeGroup: z.string('the name of a node group of the cluster').optional(),
  ingress: strict({
    host: hostTemplate,
    paths: z.array(ingressPath).min(1).optional(),
  }).optional(),
  talksTo: z.array(z.union([z.string('the name of an app'), strict({ host: hostName })])).optional(),
  traces: z.boolean().optional(),
  needs: z.record(needName, needSchema).optional(),
  terminationGracePeriodSeconds: wholeNumber(0, 7200).optional(),
  environments: z.record(z.string(), z.looseObject({})).optional(),
}) satisfies z.ZodType<AppDefinition>;
