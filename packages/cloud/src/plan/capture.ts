import {
  ProblemsError,
  type Json,
  type PlannedOptions,
  type PlannedResource,
  type Problem,
  type StackPlan,
} from '@espalier/model';
import type { OutputPaths } from '../own-programs/index.ts';
import { knownOutputs } from './known-outputs.ts';
import type { Program } from '../program/index.ts';
import { type Registration, runProgram } from './monitor.ts';
import { normalise, normaliseProperties } from './normalise.ts';
import { idOfUrn, outputReference } from '../stacks/index.ts';

/** The settings of a capture. */
export interface CaptureOptions {
  readonly project: string;
  readonly stack: string;
  /** Outputs of the stacks it refers to, by `organization/<project>/<stack>`. */
  readonly references: Readonly<Record<string, StackPlan['outputs']>>;
  /** Additional outputs that apps' programs use. @default {} */
  readonly outputs?: OutputPaths;
  /**
   * Whether references replace the values that only AWS knows. Without them these values are unknown, as in a preview
   * of a new stack, and inputs that depend on them are `null`.
   *
   * @default true
   */
  readonly answered?: boolean;
}

/**
 * Runs a stack's program in this process and records everything it registers. No account, credentials or network.
 *
 * @throws ProblemsError ESP6001 if an input depends on an unknown value, ESP6002 if two resources have one name,
 * ESP6003 if a provider function is called
 */
export async function capture(
  program: Program,
  { project, stack, references, outputs: known = {}, answered = true }: CaptureOptions,
): Promise<StackPlan> {
  const resources = new Map<string, PlannedResource>();
  const problems: Problem[] = [];
  const outputs = await runProgram(
    program,
    { project, stack, preview: true },
    {
      register: (registration) => {
        const planned = plannedResource(registration);
        const { id } = planned.resource;
        if (resources.has(id)) problems.push(sameResource(stack, id));
        if (answered) problems.push(...planned.unknown.map((path) => unknownInput(stack, id, path)));
        resources.set(id, planned.resource);
        if (!answered) return { id: '', outputs: {} };
        const reference = (path: string): string => outputReference(id, path);
        return {
          id: reference('id'),
          // Outputs of a component are computed; they are not its inputs.
          outputs: {
            ...(registration.custom && registration.inputs),
            ...knownOutputs(registration.type, reference, known),
          },
        };
      },
      read: (type, id) => {
        if (type === 'pulumi:pulumi:StackReference' && references[id] !== undefined) {
          return { name: id, outputs: references[id], secretOutputNames: [] };
        }
        problems.push(unreadable(stack, type, id, Object.keys(references)));
        return { name: id, outputs: {}, secretOutputNames: [] };
      },
      invoke: (token) => {
        problems.push(calledFunction(stack, token));
        return {};
      },
    },
  ).catch((error: unknown) => {
    // Later errors of the program follow from these.
    throw problems.length > 0 ? new ProblemsError(problems) : error;
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return {
    stack,
    resources: [...resources.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    outputs: normaliseProperties(outputs).value,
  };
}

function plannedResource(registration: Registration): {
  readonly resource: PlannedResource;
  readonly unknown: readonly string[];
} {
  const { urn, type, name, parent, custom, remote, inputs, dependencies } = registration;
  const normalised = normaliseProperties(inputs);
  return {
    resource: {
      id: idOfUrn(urn),
      type,
      name,
      parent: parent === '' || parent.includes('::pulumi:pulumi:Stack::') ? undefined : idOfUrn(parent),
      kind: custom ? 'resource' : remote ? 'opaque' : 'component',
      inputs: normalised.value,
      dependencies: dependencies.map(idOfUrn).sort(),
      options: optionsOf(registration),
    },
    unknown: normalised.unknown,
  };
}

function optionsOf({ request, custom }: Registration): PlannedOptions {
  const provider =
    request.provider === '' ? undefined : idOfUrn(request.provider.slice(0, request.provider.lastIndexOf('::')));
  const providers = Object.fromEntries(
    request.providersMap.map(([name, reference]) => [name, idOfUrn(reference.slice(0, reference.lastIndexOf('::')))]),
  );
  const aliases = aliasesOf(request);
  const timeouts = Object.fromEntries(
    Object.entries(request.customtimeouts ?? {}).filter(([, duration]) => duration !== ''),
  );
  return {
    ...(provider !== undefined && { provider }),
    ...(!custom && Object.keys(providers).length > 0 && { providers }),
    ...(request.protect === true && { protect: true }),
    ...(request.retainondelete === true && { retainOnDelete: true }),
    ...(request.deletebeforereplacedefined && { deleteBeforeReplace: request.deletebeforereplace }),
    ...(request.ignorechangesList.length > 0 && { ignoreChanges: request.ignorechangesList }),
    ...(request.replaceonchangesList.length > 0 && { replaceOnChanges: request.replaceonchangesList }),
    ...(request.additionalsecretoutputsList.length > 0 && {
      additionalSecretOutputs: request.additionalsecretoutputsList,
    }),
    ...(aliases.length > 0 && { aliases }),
    ...(request.deletedwith !== '' && { deletedWith: idOfUrn(request.deletedwith) }),
    ...(request.importid !== '' && { import: request.importid }),
    ...(Object.keys(timeouts).length > 0 && { timeouts }),
  };
}

/** Aliases of a resource: only the parts that differ from its current name. */
function aliasesOf({ aliasesList }: Registration['request']): readonly Json[] {
  const texts = aliasesList.map(({ urn, spec }) => {
    if (spec === undefined) return JSON.stringify({ urn });
    const { name, type, stack, project } = spec;
    return JSON.stringify(Object.fromEntries(Object.entries({ name, type, stack, project }).filter(([, one]) => one)));
  });
  return [...new Set(texts)].map((text) => normalise(JSON.parse(text)).value);
}

function unknownInput(stack: string, resource: string, path: string): Problem {
  return {
    code: 'ESP6001',
    file: stack,
    path: `${resource} ${path}`,
    found: 'The input depends on an output that only AWS knows and that is not in the list of known outputs.',
    expected: 'Inputs that follow from the model, or from outputs in the list of known outputs.',
    remedy: 'Compute the value by a function of names, or list the output: an app exports `outputs` from its cloud.ts.',
  };
}

function sameResource(stack: string, resource: string): Problem {
  return {
    code: 'ESP6002',
    file: stack,
    path: resource,
    found: `Two resources of one type are called '${resource.slice(resource.lastIndexOf('/') + 1)}'.`,
    expected: 'A unique name for each resource of a type in a stack.',
    remedy: 'Rename one of the two.',
  };
}

function unreadable(stack: string, type: string, id: string, known: readonly string[]): Problem {
  return {
    code: 'ESP6003',
    file: stack,
    path: type,
    found: `The program reads '${id}', which does not exist.`,
    expected:
      known.length === 0
        ? 'A program that only registers resources from the model, and reads nothing.'
        : `A program may only read these other stacks: ${known.join(', ')}.`,
    remedy: 'Compute the name of the existing resource, or create it.',
  };
}

function calledFunction(stack: string, token: string): Problem {
  return {
    code: 'ESP6003',
    file: stack,
    path: token,
    found: `The program queries AWS: it calls ${token}.`,
    expected: 'A program that registers resources only from the model, so that its plan needs no account.',
    remedy: 'Get the value from the model, or from the outputs of another stack.',
  };
}
