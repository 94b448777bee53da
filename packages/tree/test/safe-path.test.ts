import { describe, expect, it } from 'vitest';
import { findPathFault } from '../src/layout/safe-path.ts';

describe('findPathFault', () => {
  it.each([
    'root.yaml',
    'values/loki.yaml',
    'identity/service-identity.yaml',
    'crds/loki/x.yaml',
    'cloud/base/x.json',
    'a/clusterrole-system%3Ax.yaml',
  ])('lets %s be', (path) => {
    expect(findPathFault(path)).toBeUndefined();
  });

  it.each([
    ['', 'has an empty segment'],
    ['/etc/passwd', 'is absolute'],
    ['C:/x', 'is absolute'],
    ['../x', 'has a segment that begins with a dot'],
    ['a/..', 'has a segment that begins with a dot'],
    ['a/../../x', 'has a segment that begins with a dot'],
    ['./x', 'has a segment that begins with a dot'],
    ['.espalier/x.json', 'has a segment that begins with a dot'],
    ['a//b', 'has an empty segment'],
    ['a/', 'has an empty segment'],
    ['a\\..\\b', 'holds a backslash'],
    ['a\0', 'holds a control character'],
    ['a\nb', 'holds a control character'],
    ['a/b/c', 'is nested too deeply'],
    ['crds/a/b/c', 'is nested too deeply'],
    ['a./b', 'has a segment that ends with a dot or a space'],
    ['x\ud800', 'is not well-formed Unicode'],
    [`values/${'ä'.repeat(128)}`, 'has a segment of more than 255 bytes'],
  ])('says of %j that it %s', (path, fault) => {
    expect(findPathFault(path)).toBe(fault);
  });
});
