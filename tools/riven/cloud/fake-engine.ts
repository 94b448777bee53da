import { knownOutputs } from '@espalier/cloud/plan';
import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import engineProtocol from '@pulumi/pulumi/proto/engine_pb.js';
import engineServices from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import resourceProtocol, {
  type ReadResourceRequest,
  type ReadResourceResponse,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  type ResourceInvokeRequest,
  type ResourceInvokeResponse,
} from '@pulumi/pulumi/proto/resource_pb.js';
import resourceServices from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import emptyProtocol from 'google-protobuf/google/protobuf/empty_pb.js';
import structProtocol, { type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constructCluster, type ConstructedCluster } from './constructed-cluster.ts';

/** What a program that was started like Pulumi's language host starts it did. */
export interface EngineRun {
  readonly exitCode: number | null;
  /** `<type>/<name>` of everything it registered, sorted. */
  readonly registered: readonly string[];
  /** Sorted dependencies of each. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** Clusters inside `eks:index:Cluster`, by the name of that. */
  readonly clusters: ReadonlyMap<string, ConstructedCluster>;
  /** What it logged as errors. */
  readonly errors: readonly string[];
}

/** A program, and the stack it is run for. */
export interface EngineRequest {
  /** Whether outputs are unknown, as where nothing is there yet, or answered, as in an update. */
  readonly command: 'preview' | 'up';
  readonly project: string;
  readonly stack: string;
  /** Absolute path of the compiled main file. */
  readonly main: string;
  /** Absolute path of the folder of `Pulumi.yaml`. */
  readonly root: string;
  readonly nodeArguments: readonly string[];
  /** Outputs of stacks it refers to; others are not there. */
  readonly references: Readonly<Record<string, JavaScriptValue>>;
}

/**
 * Runs a program in a separate process against an engine and a resource monitor over gRPC on loopback.
 */
export async function runWithEngine(request: EngineRequest): Promise<EngineRun> {
  const registered = new Map<string, readonly string[]>();
  const clusters = new Map<string, ConstructedCluster>();
  const errors: string[] = [];
  const server = new Server();
  server.addService(resourceServices.ResourceMonitorService, monitor(request, registered, clusters));
  server.addService(engineServices.EngineService, engine(errors));
  const port = await new Promise<number>((bound, fail) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, number) => {
      if (error === null) bound(number);
      else fail(error);
    });
  });
  try {
    const exitCode = await start(request, `127.0.0.1:${port}`);
    return {
      exitCode,
      registered: [...registered.keys()].sort(),
      dependencies: registered,
      clusters,
      errors,
    };
  } finally {
    server.forceShutdown();
  }
}

function start(
  { project, stack, command, main, root, nodeArguments }: EngineRequest,
  address: string,
): Promise<number | null> {
  const run = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run/index.js');
  const child = spawn(
    process.execPath,
    [
      ...nodeArguments,
      run,
      `--monitor=${address}`,
      `--engine=${address}`,
      '--organization=organization',
      `--project=${project}`,
      `--stack=${stack}`,
      `--root-directory=${root}`,
      `--pwd=${root}`,
      '--parallel=16',
      ...(command === 'preview' ? ['--dry-run'] : []),
      main,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PULUMI_CONFIG: '{}' } },
  );
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('exit', settle);
  });
}

function monitor(
  { project, stack, command, references }: EngineRequest,
  registered: Map<string, readonly string[]>,
  clusters: Map<string, ConstructedCluster>,
): UntypedServiceImplementation {
  const urnOf = (parent: string, type: string, name: string): string => {
    const chain = parent.split('::')[2] ?? '';
    const types = chain === '' || chain === 'pulumi:pulumi:Stack' ? type : `${chain}$${type}`;
    return `urn:pulumi:${stack}::${project}::${types}::${name}`;
  };
  const registerResource: handleUnaryCall<RegisterResourceRequest, RegisterResourceResponse> = (
    { request },
    respond,
  ) => {
    const response = new resourceProtocol.RegisterResourceResponse();
    response.setUrn(urnOf(request.getParent(), request.getType(), request.getName()));
    // A component gives what it makes of its inputs, not the inputs.
    const outputs = request.getCustom()
      ? (request.getObject() ?? new structProtocol.Struct())
      : new structProtocol.Struct();
    if (command === 'up') {
      if (request.getCustom()) response.setId(`id-of-${request.getName()}`);
      const made = knownOutputs(request.getType(), (path) => `${path}-of-${request.getName()}`);
      for (const [name, value] of structProtocol.Struct.fromJavaScript(mutable(made)).getFieldsMap().entries()) {
        outputs.getFieldsMap().set(name, value);
      }
    }
    response.setObject(outputs);
    if (request.getType() !== 'pulumi:pulumi:Stack') {
      registered.set(`${request.getType()}/${request.getName()}`, request.getDependenciesList().map(idOf).sort());
    }
    if (request.getType() !== 'eks:index:Cluster') {
      respond(null, response);
      return;
    }
    constructCluster(request, response.getUrn()).then(
      (cluster) => {
        clusters.set(request.getName(), cluster);
        respond(null, response);
      },
      (error: unknown) => {
        respond({ code: status.INTERNAL, details: String(error) });
      },
    );
  };
  const readResource: handleUnaryCall<ReadResourceRequest, ReadResourceResponse> = ({ request }, respond) => {
    const outputs = references[request.getId()];
    if (outputs === undefined) {
      respond({ code: status.UNKNOWN, details: `unknown stack "${request.getId()}"` });
      return;
    }
    const response = new resourceProtocol.ReadResourceResponse();
    response.setUrn(urnOf(request.getParent(), request.getType(), request.getName()));
    response.setProperties(
      structProtocol.Struct.fromJavaScript({ name: request.getId(), outputs, secretOutputNames: [] }),
    );
    respond(null, response);
  };
  const getDeploymentInfo: handleUnaryCall<unknown, unknown> = (_call, respond) => {
    const info = new resourceProtocol.DeploymentInfo();
    info.setSupportedfeaturesList(
      Object.values(resourceProtocol.ResourceMonitorFeature).filter((feature) => typeof feature === 'number'),
    );
    respond(null, info);
  };
  // Only the engine's own function: what asks AWS is not there to be called.
  const invoke: handleUnaryCall<ResourceInvokeRequest, ResourceInvokeResponse> = ({ request }, respond) => {
    if (request.getTok() !== 'pulumi:pulumi:getResource') {
      respond({ code: status.UNIMPLEMENTED, details: `The program asks AWS: ${request.getTok()}.` });
      return;
    }
    const response = new resourceProtocol.ResourceInvokeResponse();
    const urn = request.getArgs()?.toJavaScript()['urn'] ?? '';
    response.setReturn(structProtocol.Struct.fromJavaScript({ urn, id: 'id', state: {} }));
    respond(null, response);
  };
  const registerPackage: handleUnaryCall<unknown, unknown> = (_call, respond) => {
    respond(null, new resourceProtocol.RegisterPackageResponse());
  };
  return {
    getDeploymentInfo,
    invoke,
    registerResource,
    readResource,
    registerPackage,
    registerResourceOutputs: empty,
    signalAndWaitForShutdown: empty,
  };
}

function engine(errors: string[]): UntypedServiceImplementation {
  let root = '';
  const log: handleUnaryCall<InstanceType<typeof engineProtocol.LogRequest>, unknown> = ({ request }, respond) => {
    if (request.getSeverity() === engineProtocol.LogSeverity.ERROR) errors.push(request.getMessage());
    respond(null, new emptyProtocol.Empty());
  };
  const setRootResource: handleUnaryCall<InstanceType<typeof engineProtocol.SetRootResourceRequest>, unknown> = (
    { request },
    respond,
  ) => {
    root = request.getUrn();
    respond(null, new engineProtocol.SetRootResourceResponse());
  };
  const getRootResource: handleUnaryCall<unknown, unknown> = (_call, respond) => {
    const response = new engineProtocol.GetRootResourceResponse();
    response.setUrn(root);
    respond(null, response);
  };
  return { log, setRootResource, getRootResource };
}

const empty: handleUnaryCall<unknown, unknown> = (_call, respond) => {
  respond(null, new emptyProtocol.Empty());
};

function mutable(outputs: ReturnType<typeof knownOutputs>): Record<string, JavaScriptValue> {
  return structuredClone(outputs) as Record<string, JavaScriptValue>;
}

function idOf(urn: string): string {
  const [, , types = '', ...name] = urn.split('::');
  return `${types.slice(types.lastIndexOf('$') + 1)}/${name.join('::')}`;
}
