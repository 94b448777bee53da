import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const path = 'clusters/production/shop/deployment-shop.yaml';
const definition = 'apps/shop/app.ts';
const tree = (replicas: number, others: Tree = { [definition]: 'export default {}' }): Tree => ({
  [path]: object('apps/v1', 'Deployment', { spec: { replicas } }),
  ...others,
});

describe('ESP8123', () => {
  test('a rendered file changed alone', () => {
    expect(found('ESP8123', tree(2), tree(3))).toMatchObject([
      {
        severity: 'high',
        effect: `The next render takes back what changed in ${path}: no definition changed with it.`,
      },
    ]);
  });

  test('documentation and the records of a render are no definitions', () => {
    const others = (text: string): Tree => ({
      [definition]: 'same',
      'docs/README.md': text,
      'clusters/production/.espalier/files.json': JSON.stringify({ text }),
    });
    expect(found('ESP8123', tree(2, others('a')), tree(3, others('b')))).toHaveLength(1);
  });

  test('a definition, a release or a version of a tool explains it', () => {
    for (const input of [
      definition,
      'apps/shop/releases/production.yaml',
      'package-lock.json',
      'manifests/shop/x.yaml',
    ]) {
      const others = (text: string): Tree => ({ [definition]: 'same', [input]: JSON.stringify({ text }) });
      expect(found('ESP8123', tree(2, others('a')), tree(3, others('b')))).toEqual([]);
    }
  });

  test('two trees without definitions have none to edit', () => {
    expect(found('ESP8123', tree(2, {}), tree(3, {}))).toEqual([]);
  });
});
