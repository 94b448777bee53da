import { isMapping, type KubernetesObject } from '@espalier/model';
import { mappingsIn, shownPath, type Fault, type Path } from './fault.ts';

/** Fields with the number of a port, and fields with a number or a name. */
const numbers: ReadonlySet<string> = new Set(['containerPort', 'hostPort', 'nodePort']);
const numbersOrNames: ReadonlySet<string> = new Set(['targetPort']);

/** Kinds with pods or rules in which `port` is a TCP or UDP port. */
const withPorts: ReadonlySet<string> = new Set(['Service', 'NetworkPolicy', 'Ingress']);

/**
 * Ports of containers, Services, probes and network rules: their numbers and names.
 *
 * Source: `IsValidPortNum` and `IsValidPortName` of k8s.io/apimachinery; `ValidateService` of the API server
 */
export function portFaults(object: KubernetesObject): readonly Fault[] {
  return [...mappingsIn(object)].flatMap(({ path, mapping }) => [
    ...Object.entries(mapping).flatMap(([field, value]) => fieldFaults(object, [...path, field], field, value)),
    ...(Array.isArray(mapping['ports']) ? listFaults(object, [...path, 'ports'], mapping['ports']) : []),
  ]);
}

function fieldFaults(
  { kind, apiVersion }: KubernetesObject,
  path: Path,
  field: string,
  value: unknown,
): readonly Fault[] {
  const isOwn = !apiVersion.split('/')[0]?.includes('.') || withPorts.has(kind);
  const isPort = numbers.has(field) || (field === 'port' && isOwn && typeof value === 'number');
  if (isPort && typeof value === 'number' && !isPortNumber(value)) return [badNumber(path, value)];
  if (numbersOrNames.has(field) && isOwn) {
    if (typeof value === 'number' && !isPortNumber(value)) return [badNumber(path, value)];
    if (typeof value === 'string' && !isPortName(value)) return [badName(path, value)];
  }
  return [];
}

/** Names in a list of ports, which must be unique. */
function listFaults(object: KubernetesObject, path: Path, ports: readonly unknown[]): readonly Fault[] {
  const entries = ports.filter(isMapping);
  const isOfContainer = entries.some((port) => 'containerPort' in port);
  const isOfService = object.kind === 'Service' && path.join('.') === 'spec.ports';
  if (!isOfContainer && !isOfService) return [];
  const names = entries.map((port) => port['name']);
  return names.flatMap((name, index): readonly Fault[] => {
    const place = [...path, index, 'name'];
    if (name === undefined) {
      if (!isOfService || entries.length < 2) return [];
      const found = 'A Service with several ports has one without a name.';
      return [
        { code: 'ESP7206', path: shownPath(place), found, expected: 'A name for each port.', remedy: 'Name it.' },
      ];
    }
    if (typeof name !== 'string') return [];
    if (isOfContainer && !isPortName(name)) return [badName(place, name)];
    if (isOfService && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return [badName(place, name)];
    if (names.indexOf(name) === index) return [];
    const found = `Two ports are called '${name}'.`;
    return [
      {
        code: 'ESP7206',
        path: shownPath(place),
        found,
        expected: 'A unique name for each port.',
        remedy: 'Rename one.',
      },
    ];
  });
}

function badNumber(path: Path, value: number): Fault {
  return {
    code: 'ESP7206',
    path: shownPath(path),
    found: `${value} is not the number of a port.`,
    expected: 'A whole number from 1 to 65535.',
    remedy: 'Correct the number.',
  };
}

function badName(path: Path, value: string): Fault {
  return {
    code: 'ESP7206',
    path: shownPath(path),
    found: `'${value}' is not the name of a port.`,
    expected:
      "At most 15 lower-case letters, digits and '-', one letter at least, no '-' at an end and no two in a row.",
    remedy: 'Choose another name.',
  };
}

function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65_535;
}

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9-]+$/.test(name) && /[a-z]/.test(name) && !/^-|--|-$/.test(name);
}
