import { urnOf } from '@espalier/cloud';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commandBlocks, documents } from './command-blocks.ts';
import { plannedResources } from './planned-resources.ts';

const repository = resolve(import.meta.dirname, '../..');
const platform = 'riven';
const plans = await plannedResources(repository);

/** Everything that can be named: resources by id and URN, and every text that a resource is given. */
const planned = new Set(
  [...plans].flatMap(([stack, resources]) => [
    ...resources.flatMap(({ id, inputs }) => [
      id,
      urnOf({ stack, resources, outputs: {} }, platform, id) ?? '',
      ...textsIn(inputs),
    ]),
  ]),
);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Names in a script: what begins as names of the platform do, URNs, ids of plans, and what `aws` is given as a name. */
function namesIn(script: string): readonly string[] {
  const text = withVariables(script.replaceAll('\\\n', ' '));
  const ofAws = text.split('\n').filter((line) => /\baws [a-z]/.test(line));
  return [
    ...matches(text, /urn:pulumi:[^'"\s]+/g),
    ...matches(text, /(?<=\s)aws:[^'"\s]+\/[^'"\s]+/g),
    ...matches(text, /(?<![\w:@.-]|\/\/\S*)\/?(?:[a-z]+\/)*riven[-/][\w/.-]*\w/g),
    ...ofAws.flatMap((line) =>
      matches(line, /(?<=--(?:bucket|[a-z-]*(?:name|identifier|secret-id)) "?)[^"'$\s]+(?=["\s]|$)/g),
    ),
  ];
}

/** Shell variables that are given a text, put in where they are used. */
function withVariables(script: string): string {
  let text = script;
  for (const [, name = '', quoted, plain] of script.matchAll(/^(\w+)=(?:'([^']*)'|([^\s"'$(]+))$/gm)) {
    text = text.replaceAll(new RegExp(`\\$\\{?${name}\\b\\}?`, 'g'), () => quoted ?? plain ?? '');
  }
  return text;
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return text.match(pattern) ?? [];
}

test('every name in a command of a document is one of a plan', () => {
  const blocks = documents(repository).flatMap((file) => commandBlocks(repository, file));
  const named = blocks.flatMap(({ place, script }) => namesIn(script).map((name) => ({ place, name })));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !planned.has(name))).toEqual([]);
});

test('names are found where they are', () => {
  const script = [
    "guard='urn:pulumi:a::riven::b$c::d'",
    'bucket=riven-staging-x',
    'npx nx pulumi a -- state unprotect "$guard"',
    'aws s3api delete-bucket --bucket "$bucket-y" \\',
    '  --table-name orders --query "x" --secret-id a/b --log-group-name /aws/eks/riven-staging/cluster',
    'npx nx import-resource a -- aws:sqs/queue:Queue/jobs',
  ].join('\n');
  expect([...new Set(namesIn(script))].sort()).toEqual([
    '/aws/eks/riven-staging/cluster',
    'a/b',
    'aws:sqs/queue:Queue/jobs',
    'orders',
    'riven-staging-x',
    'riven-staging-x-y',
    'urn:pulumi:a::riven::b$c::d',
  ]);
});
