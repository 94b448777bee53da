/**
 * The only file that uses internals of Pulumi's SDK: a resource monitor in this process, which replaces the engine. The
 * SDK's version is exact, and a test runs against it.
 */
import resourceProtocol, {
  type ReadResourceRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
} from '@pulumi/pulumi/proto/resource_pb.js';
import { setMocks } from '@pulumi/pulumi/runtime/mocks.js';
import { specialResourceSig, specialSecretSig, specialSigKey, unknownValue } from '@pulumi/pulumi/runtime/rpc.js';
import { disconnect, getMonitor } from '@pulumi/pulumi/runtime/settings.js';
import { runInPulumiStack } from '@pulumi/pulumi/runtime/stack.js';
import emptyProtocol from 'google-protobuf/google/protobuf/empty_pb.js';
import structProtocol, { type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js';
import type { Program } from '../program/index.ts';

/** The marker of an unknown value in an input. */
export const unknown = unknownValue;

type Properties = Readonly<Record<string, unknown>>;

/** A registration of a program, as the engine would receive it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  readonly request: RegisterResourceRequest.AsObject;
}

/** Replaces the engine and its providers: their responses to the program. */
export interface Answers {
  /** Id and outputs of a resource that is being registered; missing outputs are unknown. */
  readonly register: (registration: Registration) => { readonly id: string; readonly outputs: Properties };
  /** State of a resource that is only read, such as another stack. */
  readonly read: (type: string, id: string) => Properties;
  /** Result of a provider's function. */
  readonly invoke: (token: string) => Properties;
}

/** Where a program runs. */
export interface CaptureContext {
  readonly project: string;
  readonly stack: string;
  /** Whether missing outputs are unknown, as in a preview, or undefined, as in an update. */
  readonly preview: boolean;
}

/**
 * Runs a program with these responses, one program at a time in a process.
 *
 * @returns outputs of the stack
 * @throws the errors of the program, also those in callbacks
 */
export async function runProgram(
  program: Program,
  { project, stack, preview }: CaptureContext,
  answers: Answers,
): Promise<Readonly<Record<string, unknown>>> {
  await setMocks(
    { newResource: () => ({ id: undefined, state: {} }), call: () => ({}) },
    project,
    stack,
    preview,
    'organization',
  );
  const monitor = new InProcessMonitor(project, stack, answers);
  Object.assign(Object(getMonitor()), monitor.methods());

  // A callback that throws rejects internal promises of the SDK.
  const failures: unknown[] = [];
  const onFailure = (error: unknown): void => void failures.push(error);
  process.on('unhandledRejection', onFailure);
  try {
    await runInPulumiStack(() => Promise.resolve().then(program)).catch(onFailure);
    await disconnect(false).catch(onFailure);
    await new Promise((settled) => setImmediate(settled));
  } finally {
    process.off('unhandledRejection', onFailure);
  }
  if (failures.length > 0) throw failures[0];
  return monitor.outputs;
}

type Callback = (error: Error | null, response?: unknown) => void;

class InProcessMonitor {
  outputs: Readonly<Record<string, unknown>> = {};
  readonly #prefix: string;
  readonly #answers: Answers;

  constructor(project: string, stack: string, answers: Answers) {
    this.#prefix = `urn:pulumi:${stack}::${project}::`;
    this.#answers = answers;
  }

  methods(): Record<string, (request: never, callback: Callback) => void> {
    return {
      registerResource: (request: RegisterResourceRequest, callback) => {
        answer(callback, () => this.#register(request));
      },
      readResource: (request: ReadResourceRequest, callback) => {
        answer(callback, () => this.#read(request));
      },
      invoke: (request: ResourceInvokeRequest, callback) => {
        answer(callback, () => this.#invoke(request));
      },
      registerResourceOutputs: (request: RegisterResourceOutputsRequest, callback) => {
        if (request.getUrn().includes('::pulumi:pulumi:Stack::')) this.outputs = plain(request.getOutputs());
        callback(null, new emptyProtocol.Empty());
      },
    };
  }

  #register(request: RegisterResourceRequest): unknown {
    const urn = this.#urn(request.getParent(), request.getType(), request.getName());
    const response = new resourceProtocol.RegisterResourceResponse();
    response.setUrn(urn);
    if (request.getType() === 'pulumi:pulumi:Stack') return response;
    const registration: Registration = {
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      custom: request.getCustom(),
      remote: request.getRemote(),
      inputs: plain(request.getObject()),
      dependencies: request.getDependenciesList(),
      request: request.toObject(),
    };
    const { id, outputs } = this.#answers.register(registration);
    if (request.getCustom()) response.setId(id);
    response.setObject(toStruct(outputs));
    return response;
  }

  #read(request: ReadResourceRequest): unknown {
    const response = new resourceProtocol.ReadResourceResponse();
    response.setUrn(this.#urn(request.getParent(), request.getType(), request.getName()));
    response.setProperties(toStruct(this.#answers.read(request.getType(), request.getId())));
    return response;
  }

  #invoke(request: ResourceInvokeRequest): unknown {
    const response = new resourceProtocol.ResourceInvokeResponse();
    response.setReturn(toStruct(this.#answers.invoke(request.getTok())));
    return response;
  }

  /** The engine omits the stack from the chain of types. */
  #urn(parent: string, type: string, name: string): string {
    const [, , chain = ''] = parent.split('::');
    const types = chain === '' || chain === 'pulumi:pulumi:Stack' ? type : `${chain}$${type}`;
    return `${this.#prefix}${types}::${name}`;
  }
}

function answer(callback: Callback, respond: () => unknown): void {
  let response: unknown;
  try {
    response = respond();
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  callback(null, response);
}

function plain(struct: { toJavaScript: () => Record<string, unknown> } | undefined): Readonly<Record<string, unknown>> {
  return struct?.toJavaScript() ?? {};
}

function toStruct(properties: Properties): InstanceType<typeof structProtocol.Struct> {
  const entries = Object.entries(properties).map(([name, value]) => [name, toValue(value)] as const);
  return structProtocol.Struct.fromJavaScript(Object.fromEntries(entries));
}

function toValue(value: unknown): JavaScriptValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toValue(item)]));
}

/** The meaning of a special value in the protocol; `undefined` for plain objects. */
export function specialValue(
  value: Readonly<Record<string, unknown>>,
):
  | { readonly kind: 'secret'; readonly value: unknown }
  | { readonly kind: 'resource'; readonly urn: string }
  | undefined {
  switch (value[specialSigKey]) {
    case specialSecretSig:
      return { kind: 'secret', value: value['value'] };
    case specialResourceSig:
      return { kind: 'resource', urn: String(value['urn']) };
    default:
      return undefined;
  }
}
