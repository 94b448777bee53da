import { isMapping, type KubernetesObject } from '@espalier/model';
import { mappingsIn, shownPath, type Fault, type Path } from './fault.ts';

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const prefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** All annotations of an object together, in bytes. Source: `TotalAnnotationSizeLimitB` of k8s.io/apimachinery. */
const mostAnnotations = 256 * 1024;

/** Fields with labels, anywhere in an object. */
const labelFields: ReadonlySet<string> = new Set(['matchLabels', 'nodeSelector']);

/**
 * Labels and annotations of an object and its templates, and labels in its selectors.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelFaults(object: KubernetesObject): readonly Fault[] {
  return [...mappingsIn(object)].flatMap(({ path, mapping }) => {
    const isMetadata = path.at(-1) === 'metadata';
    return Object.entries(mapping).flatMap(([field, value]): readonly Fault[] => {
      if (!isMapping(value)) return [];
      const here = [...path, field];
      if (isMetadata && field === 'annotations') return annotationFaults(value, here);
      const isServiceSelector = object.kind === 'Service' && path.join('.') === 'spec' && field === 'selector';
      const holdsLabels = labelFields.has(field) || (isMetadata && field === 'labels') || isServiceSelector;
      return holdsLabels ? labelsAt(value, here) : [];
    });
  });
}

function labelsAt(labels: Readonly<Record<string, unknown>>, path: Path): readonly Fault[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const place = shownPath([...path, key]);
    if (!isQualifiedName(key)) return [badKey(place, key)];
    if (typeof value === 'string' && (value === '' || (value.length <= 63 && name.test(value)))) return [];
    return [
      {
        code: 'ESP7205' as const,
        path: place,
        found: `${JSON.stringify(value)} is not a valid value of a label.`,
        expected:
          "At most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit; or nothing.",
        remedy: typeof value === 'string' ? 'Choose another value, or make it an annotation.' : 'Put it in quotes.',
      },
    ];
  });
}

function annotationFaults(annotations: Readonly<Record<string, unknown>>, path: Path): readonly Fault[] {
  const faults = Object.entries(annotations).flatMap(([key, value]): readonly Fault[] => {
    const place = shownPath([...path, key]);
    // Keys of annotations may contain upper case, also before the slash.
    if (!isQualifiedName(key.toLowerCase())) return [badKey(place, key)];
    if (typeof value === 'string') return [];
    const found = `${JSON.stringify(value)} is not text.`;
    return [{ code: 'ESP7205', path: place, found, expected: 'Text.', remedy: 'Put it in quotes.' }];
  });
  const size = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  if (size <= mostAnnotations) return faults;
  return [
    ...faults,
    {
      code: 'ESP7205',
      path: shownPath(path),
      found: `The annotations have ${size} bytes.`,
      expected: `At most ${mostAnnotations} bytes together.`,
      remedy: 'Move the data to a ConfigMap.',
    },
  ];
}

function badKey(path: string, key: string): Fault {
  return {
    code: 'ESP7205',
    path,
    found: `'${key}' is not a key.`,
    expected: "At most 63 letters, digits, '-', '_' and '.', with a domain and '/' before them or without.",
    remedy: 'Choose another key.',
  };
}

/** Source: `IsQualifiedName` of k8s.io/apimachinery. */
function isQualifiedName(key: string): boolean {
  const [last = '', domain, ...others] = key.split('/').reverse();
  return (
    others.length === 0 &&
    last.length <= 63 &&
    name.test(last) &&
    (domain === undefined || (domain.length <= 253 && prefix.test(domain)))
  );
}
