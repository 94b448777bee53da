import { describe, expect, it } from 'vitest';
import { renderObject } from '../src/layout/rendered-file.ts';
import { configMap } from './workspace.ts';

describe('renderObject', () => {
  it('renders a frozen object once', () => {
    const object = Object.freeze(configMap('a'));
    expect(renderObject(object)).toBe(renderObject(object));
  });

  it('renders an object again if it could have changed', () => {
    const labels: Record<string, string> = {};
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels } };
    const before = renderObject(object);
    labels['app'] = 'x';
    expect(renderObject(object).digest).not.toBe(before.digest);
    expect(renderObject(object).text).toContain('app: x');
  });
});
