import { credentials } from '@grpc/grpc-js';
import callbackProtocol from '@pulumi/pulumi/proto/callback_pb.js';
import callbackServices from '@pulumi/pulumi/proto/callback_grpc_pb.js';
import resourceProtocol, { type RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js';
import structProtocol, { type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js';

/** The cluster inside `eks:index:Cluster`, as the engine would record it. */
export interface ConstructedCluster {
  readonly protect: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs of what it depends on. */
  readonly dependencies: readonly string[];
}

/**
 * Inputs of the component that its plugin gives to the cluster, by the cluster's own.
 *
 * @see https://github.com/pulumi/pulumi-eks/blob/v4.3.0/nodejs/eks/cluster/cluster.ts
 */
const passedOn = {
  name: 'name',
  version: 'version',
  roleArn: 'serviceRole',
  enabledClusterLogTypes: 'enabledClusterLogTypes',
  encryptionConfig: 'encryptionConfigKeyArn',
  vpcConfig: 'subnetIds',
} as const;

/**
 * Constructs that cluster as plugin and engine do between them: the plugin registers it with what it was given, and the
 * engine runs the transforms of the component, over gRPC. Of what they answer, it takes properties and options; but
 * dependencies only for a resource that was registered with transforms of its own, which this one is not.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/source_eval.go `RegisterResource`
 */
export async function constructCluster(component: RegisterResourceRequest, urn: string): Promise<ConstructedCluster> {
  const given = component.getObject()?.toJavaScript() ?? {};
  const inputs = Object.entries(passedOn).map(([own, from]) => [own, given[from] ?? null] as const);
  let properties = structProtocol.Struct.fromJavaScript(Object.fromEntries(inputs));
  let options = new resourceProtocol.TransformResourceOptions();
  for (const callback of component.getTransformsList()) {
    const request = new resourceProtocol.TransformRequest();
    request.setType('aws:eks/cluster:Cluster');
    request.setName(`${component.getName()}-eksCluster`);
    request.setCustom(true);
    request.setParent(urn);
    request.setProperties(properties);
    request.setOptions(options);
    const answer = await transformed(callback.getTarget(), callback.getToken(), request);
    properties = answer.getProperties() ?? properties;
    options = answer.getOptions() ?? options;
  }
  return {
    protect: options.getProtect() ?? false,
    inputs: properties.toJavaScript(),
    dependencies: [...new Set(inputs.flatMap(([, value]) => dependenciesOf(value)))].sort(),
  };
}

function transformed(
  target: string,
  token: string,
  request: InstanceType<typeof resourceProtocol.TransformRequest>,
): Promise<InstanceType<typeof resourceProtocol.TransformResponse>> {
  const client = new callbackServices.CallbacksClient(target, credentials.createInsecure());
  const invocation = new callbackProtocol.CallbackInvokeRequest();
  invocation.setToken(token);
  invocation.setRequest(request.serializeBinary());
  return new Promise((settle, fail) => {
    client.invoke(invocation, (error, response) => {
      client.close();
      if (error === null) settle(resourceProtocol.TransformResponse.deserializeBinary(response.getResponse_asU8()));
      else fail(error);
    });
  });
}

/** What a value of the protocol depends on: those of each output in it, and each resource. */
function dependenciesOf(value: JavaScriptValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dependenciesOf);
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, JavaScriptValue])[] = Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    if (key === 'urn') return typeof inner === 'string' ? [inner] : [];
    if (key === 'dependencies' && Array.isArray(inner)) return inner.filter((one) => typeof one === 'string');
    return dependenciesOf(inner);
  });
}
