import {
  closest,
  didYouMean,
  listOf,
  ProblemsError,
  receive,
  type ResolvedApp,
  type ResolvedContainer,
} from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { labelValue, type Plain } from '../../objects/index.ts';
import { appProblem, definitionPath, type ClusterFacts } from '../context/index.ts';
import { orderByReference, referencesOf } from './variable-order.ts';

/** A variable that Espalier sets, with its source. */
interface Injected {
  readonly name: string;
  readonly from: string;
  readonly value: { readonly value: string } | { readonly secret: string; readonly key: string };
}

/**
 * The environment of a container: injected variables, then its own variables, each sorted by name. Its own variables
 * can refer to injected ones as `$(DATABASE_HOST)`. Variables that others refer to come first, since Kubernetes
 * resolves references only to earlier variables. Only the main container gets injected variables.
 *
 * @throws ProblemsError ESP3001 if two variables have one name, ESP3030 if variables refer to each other, ESP3033 if
 * one refers to a missing variable
 */
export function environmentOf(
  app: ResolvedApp,
  container: ResolvedContainer,
  facts: ClusterFacts,
): readonly Plain<k8s.EnvVar>[] {
  const injected = container === app.containers[0] ? injectedInto(app, facts) : [];
  checkNames(app, container, injected);
  checkReferences(app, container, [...injected.map(({ name }) => name), ...Object.keys(container.environment)]);
  return [...injected.map(variableOf), ...inOrder(app, container).map(([name, value]) => ({ name, value }))];
}

function injectedInto(app: ResolvedApp, facts: ClusterFacts): readonly Injected[] {
  const ofNeeds = app.needs.flatMap((need) => {
    return receive(need).environment.map(({ name, value }): Injected => {
      const from =
        'secretKey' in value && 'keys' in need && need.keys.length > 1
          ? `the key '${value.secretKey}' of the need '${need.name}'`
          : `the need '${need.name}'`;
      return 'value' in value
        ? { name, from, value }
        : { name, from, value: { secret: need.secretName, key: value.secretKey } };
    });
  });
  const ofPlatform = Object.entries({ ...awsVariables(app, facts), ...traceVariables(app, facts) });
  return [
    ...ofNeeds,
    ...ofPlatform.map(([name, value]): Injected => ({ name, from: 'the platform', value: { value } })),
  ].sort((a, b) => byName([a.name], [b.name]));
}

/** EKS's webhook adds the role and the token. The region is set here, so that a reader finds it. */
function awsVariables(app: ResolvedApp, facts: ClusterFacts): Readonly<Record<string, string>> {
  return app.hasRole ? { AWS_REGION: facts.region } : {};
}

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
function traceVariables(app: ResolvedApp, { otlpEndpoint }: ClusterFacts): Readonly<Record<string, string>> {
  if (!app.traces || otlpEndpoint === undefined) return {};
  const attributes = {
    'deployment.environment.name': app.environment,
    'service.namespace': app.namespace,
    'service.version': labelValue(app.version),
  };
  return {
    // Only traces: metrics are scraped, and logs are read from the container's output.
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${otlpEndpoint}/v1/traces`,
    // The endpoint uses HTTP; some SDKs use gRPC by default.
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
    OTEL_RESOURCE_ATTRIBUTES: Object.entries(attributes)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    OTEL_SERVICE_NAME: app.name,
  };
}

function variableOf({ name, value }: Injected): Plain<k8s.EnvVar> {
  if ('value' in value) return { name, value: value.value };
  return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
}

/** A container's own variables, sorted by name; those that others refer to come first. */
function inOrder(app: ResolvedApp, container: ResolvedContainer): readonly (readonly [string, string])[] {
  const { ordered, cycle } = orderByReference(Object.entries(container.environment).sort(byName));
  if (cycle === undefined) return ordered;
  throw appProblem(app, {
    code: 'ESP3030',
    path: `${definitionPath(app, container)}.environment.${cycle[0] ?? ''}`,
    found: `These variables refer to each other: ${cycle.map((name) => `$(${name})`).join(' → ')}.`,
    expected: 'References without a cycle.',
    remedy: "Write one of the values in full; '$$(NAME)' gives the text '$(NAME)'.",
  });
}

function checkNames(app: ResolvedApp, container: ResolvedContainer, injected: readonly Injected[]): void {
  const sources = new Map<string, string>();
  for (const { name, from } of injected) {
    const other = sources.get(name);
    if (other !== undefined) throw clash(app, 'needs', `The variable ${name} comes from ${other} and from ${from}.`);
    sources.set(name, from);
  }
  for (const name of Object.keys(container.environment)) {
    const from = sources.get(name);
    if (from === undefined) continue;
    throw clash(app, `container.environment.${name}`, `The variable ${name} is also set by ${from}.`);
  }
}

/** The kubelet sets these, also with `enableServiceLinks: false`. */
const ofKubernetes = /^KUBERNETES_(SERVICE|PORT)/;

/** Kubernetes silently keeps the text of a reference to a missing variable. */
function checkReferences(app: ResolvedApp, container: ResolvedContainer, known: readonly string[]): void {
  const { command = [], args = [] } = container;
  const values = Object.entries(container.environment).map(([name, value]) => [`environment.${name}`, value] as const);
  // A shell also uses `$(…)`, so that only references that resemble a variable are refused in shell code.
  const arguments_ = [...command.map(at('command')), ...args.map(at('args'))];
  const missing = (text: string) =>
    referencesOf(text).filter((name) => !known.includes(name) && !ofKubernetes.test(name));
  const unknown = [
    ...values.flatMap(([path, value]) => missing(value).map((name) => ({ path, name }))),
    ...arguments_.flatMap(([path, value]) =>
      missing(value)
        .filter((name) => /^[A-Z_][A-Z0-9_]*$/.test(name) && closest(name, known) !== undefined)
        .map((name) => ({ path, name })),
    ),
  ];
  if (unknown.length === 0) return;
  const others = container === app.containers[0] ? '' : '; only the main container gets those of needs';
  throw new ProblemsError(
    unknown.map(({ path, name }) => ({
      code: 'ESP3033',
      file: app.file,
      path: `${definitionPath(app, container)}.${path}`,
      found: `$(${name}) does not refer to a variable of the container.${didYouMean(name, known)}`,
      expected: `Its variables: ${listOf(known.toSorted())}${others}.`,
      remedy: "Correct the name; '$$(NAME)' gives the text '$(NAME)'.",
    })),
  );
}

function at(field: string) {
  return (text: string, index: number) => [`${field}[${index}]`, text] as const;
}

function clash(app: ResolvedApp, path: string, found: string): Error {
  const expected = 'Each environment variable is set in one place.';
  return appProblem(app, {
    code: 'ESP3001',
    path,
    found,
    expected,
    remedy: 'Rename the variable, the key or the need.',
  });
}

function byName([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : 1;
}
