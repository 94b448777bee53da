import { isMapping, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { subjectName } from '../../documents/index.ts';
import { risksOf, type Found, type RiskRule } from '../../risk-rule/index.ts';

/** Credentials that a change adds to a file of Git, where everyone who reads the repository can read them. */
export const credentialInPlainText: RiskRule = {
  code: 'ESP8128',
  title: 'A credential is in plain text',
  page: {
    why: 'Everyone who can read the repository can read the credential. The history of Git keeps it after the change is taken back. A review shows a digest instead of the value. What looks like a credential by its name or its shape counts; a Secret object does not, nor does a `[secret]` of Pulumi.',
    example: 'An app gets an environment variable `GITHUB_TOKEN` with a token as its value.',
    whatToDo:
      'Revoke the credential at the service that issued it. Make a new one, and give it to the app by a need of the kind `secret`: `npx nx secrets <cluster>` lists what to write where.',
  },
  find: (change) => risksOf(credentialInPlainText, change, added(change)),
};

function added({ subject, before, after }: Change): readonly Found[] {
  if (!['object', 'values', 'resource'].includes(subject.is) || after === undefined) return [];
  // A schema holds no values, only texts about them.
  if (subject.is === 'object' && ['Secret', 'CustomResourceDefinition'].includes(subject.kind)) return [];
  const known = new Set([...digestsIn(before)].flatMap(([, digests]) => digests));
  return [...digestsIn(after)]
    .filter(([, digests]) => digests.some((digest) => !known.has(digest)))
    .map(([path]) => ({
      severity: 'critical',
      path,
      effect: `${subjectName(subject)} has a credential in plain text: ${path}.`,
      because: 'Everyone who can read the repository can read it, and the history of Git keeps it.',
      steps: [
        'Revoke it: it is in the history of Git now, and taking the change back does not remove it.',
        'Then make a new one, and give it to the app by a need of the kind secret.',
      ],
    }));
}

const masked = /\[secret sha256:[\da-f]+\]/g;

/** Digests of masked credentials by the path of their text. */
function digestsIn(value: Json | undefined, path = ''): ReadonlyMap<string, readonly string[]> {
  if (typeof value === 'string') {
    const digests = value.match(masked);
    return new Map(digests === null ? [] : [[path, digests]]);
  }
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return new Map(items.flatMap((item, index) => [...digestsIn(item, `${path}[${nameOf(item) ?? index}]`)]));
  }
  if (!isMapping(value)) return new Map();
  return new Map(
    Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, inner]) => [
      ...digestsIn(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
}

function nameOf(item: Json): string | undefined {
  return isMapping(item) && typeof item['name'] === 'string' ? item['name'] : undefined;
}
