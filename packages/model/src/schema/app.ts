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
} from '../schema-parts/index.ts';

const probeSchema = z.union([
  z.string().startsWith('/', 'an HTTP path that starts with "/"'),
  strict({
    path: z.string().startsWith('/', 'an HTTP path that starts with "/"').optional(),
    command: z.array(z.string()).min(1).optional(),
    port: portName.optional(),
    periodSeconds: z.int().min(1).optional(),
    timeoutSeconds: z.int().min(1).optional(),
    failureThreshold: z.int().min(1).optional(),
    initialDelaySeconds: z.int().min(0).optional(),
  }).refine((probe) => probe.path === undefined || probe.command === undefined, 'a path or a command, not both'),
]);

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable name: letters, digits and "_"');

const containerSchema = strict({
  image: pinnedImage.optional(),
  command: z.array(z.string()).min(1).optional(),
  args: z.array(z.string()).optional(),
  port: port.optional(),
  ports: z.record(portName, port).optional(),
  probes: strict({
    ready: probeSchema.optional(),
    live: probeSchema.optional(),
    start: probeSchema.optional(),
  }).optional(),
  resources: strict({
    cpu: cpuQuantity({ atLeast: '1m', atMost: '448' }),
    memory: byteQuantity({ atLeast: '4Mi', atMost: '24Ti' }),
    cpuLimit: cpuQuantity({ atLeast: '1m', atMost: '448' }).optional(),
    memoryLimit: byteQuantity({ atLeast: '4Mi', atMost: '24Ti' }).optional(),
    gpus: z.int().min(0).max(16).optional(),
  }),
  environment: z.record(variableName, z.string('text; numbers and booleans need quotes')).optional(),
  files: z.record(containerFile, z.string()).optional(),
  metrics: z
    .union([
      z.string().startsWith('/', 'an HTTP path that starts with "/"'),
      strict({ path: z.string(), port: portName }),
    ])
    .optional(),
  writableDirectories: z.array(containerPath).optional(),
}) satisfies z.ZodType<ContainerDefinition>;

const retries = z.int().min(0).max(100).optional();
const deadlineSeconds = z
  .int()
  .min(1)
  .max(7 * 86_400)
  .optional();

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
  min: z.int().min(1).max(5000),
  max: z.int().min(1).max(5000),
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

/** Host names may carry the environment's name as `{environment}` and its domain as `{domain}`. */
const hostTemplate = z
  .string()
  .refine(
    (host) => hostName.safeParse(host.replaceAll('{environment}', 'e').replaceAll('{domain}', 'd.example')).success,
    'a host name such as id.example.com; {environment} and {domain} are replaced',
  );

/** What `apps/<name>/app.ts` exports. What an environment overrides is validated once it is merged. */
export const appSchema = strict({
  namespace: dnsLabel().refine(
    (name) => !/^(default|kube-.*|root|platform)$/.test(name),
    'a namespace of its own; "default" and "kube-*" belong to Kubernetes, "root" and "platform" are AppProjects',
  ),
  owner: z.string(),
  workload: workloadSchema.optional(),
  container: containerSchema,
  sidecars: z.record(dnsLabel(), containerSchema).optional(),
  replicas: z.union([z.int().min(1).max(5000), autoscalingSchema]).optional(),
  maxUnavailable: z.union([z.int().min(1), percentage]).optional(),
  spreadOver: z.array(z.enum(['zone', 'node'])).optional(),
  nodeGroup: z.string().optional(),
  ingress: strict({
    host: hostTemplate,
    paths: z.array(ingressPath).min(1).optional(),
  }).optional(),
  talksTo: z.array(z.union([z.string(), strict({ host: hostName })])).optional(),
  traces: z.boolean().optional(),
  needs: z.record(needName, needSchema).optional(),
  terminationGracePeriodSeconds: z.int().min(0).max(7200).optional(),
  environments: z.record(z.string(), z.looseObject({})).optional(),
}) satisfies z.ZodType<AppDefinition>;
