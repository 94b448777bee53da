import type { KubernetesObject, Problem } from '@espalier/model';

/** Problems of the planned files, found before writing. */

export function badClusterName(shownRoot: string, cluster: string): Problem {
  return {
    code: 'ESP4001',
    file: shownRoot,
    path: '',
    found: `The cluster is called ${JSON.stringify(cluster)}, which is not a DNS-1123 label.`,
    expected: 'The name of a cluster has 1 to 63 characters a-z, 0-9 and -, and neither begins nor ends with -.',
    remedy: 'Rename the cluster.',
  };
}

export function badApplicationName(shownCluster: string, application: string, fault: string): Problem {
  return {
    code: 'ESP4001',
    file: shownCluster,
    path: '',
    found: `The application is called ${JSON.stringify(application)}, which ${fault}.`,
    expected: 'The name of an application is a DNS-1123 label other than values, cloud and crds.',
    remedy: 'Rename the application.',
  };
}

export function sameApplicationName(shownCluster: string, first: string, second: string): Problem {
  return {
    code: 'ESP4002',
    file: shownCluster,
    path: '',
    found: `Two applications are called ${JSON.stringify(first)} and ${JSON.stringify(second)}.`,
    expected: 'Names of applications are unique in a cluster; case does not count.',
    remedy: 'Rename one of them.',
  };
}

export function sameObject(file: string, object: KubernetesObject): Problem {
  return {
    code: 'ESP4003',
    file,
    path: '',
    found: `${describeObject(object)} is there twice.`,
    expected: 'An application contains an object once.',
    remedy: 'Remove one of the two.',
  };
}

/** @param first the owner of the file, such as an object or an application */
export function sameFile(file: string, first: string, second: string): Problem {
  return {
    code: 'ESP4004',
    file,
    path: '',
    found: `${first} and ${second} would be the same file; case does not count.`,
    expected: 'Every object and every file has a unique name on every file system.',
    remedy: 'Rename one of the two.',
  };
}

export function fileNameTooLong(file: string, object: KubernetesObject, bytes: number): Problem {
  return {
    code: 'ESP4005',
    file,
    path: 'metadata.name',
    found: `The file of ${describeObject(object)} would have a name of ${bytes} bytes.`,
    expected: 'A file name has at most 255 bytes.',
    remedy: 'Give the object a shorter name.',
  };
}

export function badPath(
  file: { readonly cluster: string; readonly application: string; readonly path: string },
  fault: string,
): Problem {
  return {
    code: 'ESP4006',
    file: file.cluster,
    path: '',
    found: `The file ${JSON.stringify(file.path)} of application ${file.application} ${fault}.`,
    expected:
      'A file is inside the directory of its cluster, at most one directory deep, or two below crds/ and cloud/.',
    remedy: 'Choose a relative path such as values/loki.yaml.',
  };
}

export function badValue(file: string, object: KubernetesObject, path: string, found: string): Problem {
  return {
    code: 'ESP4007',
    file,
    path,
    found: `${describeObject(object)} holds ${found} there.`,
    expected: 'A manifest contains only null, booleans, finite numbers, strings, arrays and plain objects.',
    remedy: 'Turn the value into one of these.',
  };
}

/** An object's name for messages: `Service auth/identity (v1)`. */
export function describeObject({ apiVersion, kind, metadata }: KubernetesObject): string {
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  return `${kind} ${name} (${apiVersion})`;
}
