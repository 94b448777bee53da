import { describe, expect, it } from 'vitest';
import { nvidiaDevicePlugin } from '../src/index.ts';
import { objectsOf } from './context.ts';

describe('nvidiaDevicePlugin', () => {
  it('runs on the tainted nodes with GPUs alone', () => {
    expect(objectsOf(nvidiaDevicePlugin({ on: 'gpu' }))).toMatchSnapshot();
  });

  it('fails where the cluster has no such nodes', () => {
    expect(() => objectsOf(nvidiaDevicePlugin({ on: 'gpu' }), { nodeGroups: ['system'] })).toThrow('gpu');
  });
});
