/** How the items of a list are found again on the other side. */
export type ListShape =
  /** By the values of these keys; the order of the list has no meaning. */
  | { readonly by: 'keys'; readonly keys: readonly string[]; readonly isOrdered?: boolean }
  /** By their whole content; the order of the list has no meaning. */
  | { readonly by: 'content' }
  /** By their place. */
  | { readonly by: 'place' };

/**
 * Lists of Kubernetes' own kinds that the API server merges by keys (`x-kubernetes-list-map-keys` and
 * `x-kubernetes-patch-merge-key` of its OpenAPI), by the name of the field. A conformance test holds these against the
 * upstream schemas. Lists of a status are left out, since a status is never rendered, and ports, which have other keys in a container
 * and in a Service.
 */
export const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  claims: ['name'],
  containers: ['name'],
  drivers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  matchConditions: ['name'],
  ownerReferences: ['uid'],
  podGroupTemplates: ['name'],
  podGroups: ['name'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  variables: ['name'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
  webhooks: ['name'],
  'x-kubernetes-validations': ['rule'],
};

/** Lists that are matched by keys although the API server replaces them as a whole, by the path of the field. */
const ownKeys: readonly (readonly [path: RegExp, keys: readonly string[], isOrdered?: boolean])[] = [
  [/\.containers\[[^\]]*\]\.ports$|\.initContainers\[[^\]]*\]\.ports$/, ['containerPort', 'protocol']],
  // Ports of a Service, and of whatever else has numbered ports.
  [/^spec\.ports$/, ['port', 'protocol']],
  [/^spec\.rules\[[^\]]*\]\.http\.paths$/, ['path', 'pathType'], true],
  [/^spec\.rules$/, ['host']],
  [/^spec\.versions$/, ['name']],
  [/^spec\.volumeClaimTemplates$/, ['metadata.name']],
  [/^spec\.groups$/, ['name']],
  [/^spec\.groups\[[^\]]*\]\.rules$/, ['alert|record', 'labels.severity']],
  [/^spec\.data$/, ['secretKey']],
  [/^spec\.sources$/, ['chart|ref|path']],
  [/(^|\.)Statement$/, ['Sid']],
  [/(^|\.)statement$/, ['sid']],
];

/** Lists whose order has no meaning, by the path of the field, for any kind. */
const sets: readonly RegExp[] = [
  /^(metadata|spec\.template\.metadata)\.finalizers$/,
  /^rules$/,
  /(^|\.)rules(\[[^\]]*\])?\.(apiGroups|resources|resourceNames|verbs|nonResourceURLs|operations|apiVersions)$/,
  /^subjects$/,
  /^spec\.(ingress|egress)(\[[^\]]*\]\.(from|to|ports))?$/,
  /\.(except|policyTypes|matchExpressions|tolerations|nodeSelectorTerms|accessModes|capabilities\.(add|drop))$/,
  /\.matchExpressions\[[^\]]*\]\.values$/,
  /^spec\.(policyTypes|accessModes|metrics|tls|sourceRepos|destinations|namespaceResourceWhitelist|namespaceResourceBlacklist|clusterResourceWhitelist|clusterResourceBlacklist)$/,
  /^spec\.syncPolicy\.syncOptions$/,
  /^spec\.tls\[[^\]]*\]\.hosts$/,
  /(^|\.)(Statement|statement)\[[^\]]*\]\.(Action|NotAction|Resource|NotResource|actions|not_actions|resources)$/,
  /(^|\.)(Statement|statement)\[[^\]]*\]\.(Principal\.[^.]+|Condition\..+)$/,
  /(^|\.)(Statement|statement)\[[^\]]*\]\.(condition|principals)(\[[^\]]*\]\.(values|identifiers))?$/,
  /^inputs\.(.+\.)?(cidrBlocks|ipv6CidrBlocks|securityGroups|securityGroupIds|subnetIds|subnets|allowedPattern|tags)$/,
  /^(dependencies|options\.ignoreChanges)$/,
];

/** Keys that name an item in lists of kinds that no schema is known of, such as Helm values. */
const commonKeys = ['name', 'id', 'key'] as const;

/** How the items of a list are matched. @param path of the list @param lists the list on both sides */
export function shapeOf(path: string, lists: readonly (readonly unknown[])[]): ListShape {
  const own = ownKeys.find(([pattern]) => pattern.test(path));
  if (own !== undefined) {
    const [, keys, isOrdered = false] = own;
    return isKeyed(lists, keys) ? { by: 'keys', keys, isOrdered } : { by: 'content' };
  }
  if (sets.some((pattern) => pattern.test(path))) return { by: 'content' };
  const field = /([^.[\]]+)$/.exec(path)?.[1] ?? '';
  const merge = Object.hasOwn(mergeKeys, field) ? mergeKeys[field] : undefined;
  if (merge !== undefined && isKeyed(lists, merge)) {
    // Init containers run one after the other.
    return { by: 'keys', keys: merge, isOrdered: field === 'initContainers' };
  }
  for (const key of commonKeys) if (isKeyed(lists, [key])) return { by: 'keys', keys: [key], isOrdered: true };
  return { by: 'place' };
}

/** What an item is called: the values of its keys. Of keys with a bar between them the first that it has counts. */
export function keyOf(item: unknown, keys: readonly string[]): string {
  return keys
    .map((key) =>
      key
        .split('|')
        .map((one) => valueIn(item, one))
        .find((value) => value !== undefined),
    )
    .filter((value) => value !== undefined)
    .join('/');
}

/** Whether each item of each list has a key, and no two of a list the same. */
function isKeyed(lists: readonly (readonly unknown[])[], keys: readonly string[]): boolean {
  return lists.every((list) => {
    const named = list.map((item) => keyOf(item, keys));
    return named.every((key) => key !== '') && new Set(named).size === named.length;
  });
}

function valueIn(item: unknown, key: string): string | undefined {
  let inner = item;
  for (const step of key.split('.')) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Readonly<Record<string, unknown>>)[step];
  }
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : undefined;
}
