import { expect, test } from 'vitest';
import { instanceCapacity, instanceTypes, isInstanceType } from '../src/aws/instance-type.ts';
import { rdsInstanceClasses } from '../src/aws/rds-instance-class.ts';
import { partitionOf } from '../src/aws/regions.ts';
import { architectureOf } from '../src/names/index.ts';

test('what an instance type carries', () => {
  expect(instanceCapacity('m7i.large')).toEqual({ vcpus: 2, memoryGibibytes: 8, gpus: 0 });
  expect(instanceCapacity('g6.12xlarge')).toEqual({ vcpus: 48, memoryGibibytes: 192, gpus: 4 });
  expect(instanceCapacity('t4g.nano')).toEqual({ vcpus: 2, memoryGibibytes: 0.5, gpus: 0 });
  expect(instanceCapacity('m7i.huge')).toBeUndefined();
});

test.each(['m7i', 'm7i.', '.large', 'm7i.larg', 'm7j.large', 'constructor.large', ''])(
  '%j is no instance type',
  (type) => {
    expect(isInstanceType(type)).toBe(false);
  },
);

test('an instance class of RDS runs on an instance type of EC2', () => {
  // EC2 has x2g with disks alone.
  const types = new Set(instanceTypes().map((type) => type.replace('x2gd.', 'x2g.')));
  expect(rdsInstanceClasses.filter((name) => !types.has(name.slice('db.'.length)))).toEqual([]);
});

test('Graviton is recognised by the name of its family', () => {
  expect(['m7g.large', 'c8gn.large', 'a1.large', 'im4gn.large', 't4g.small'].map(architectureOf)).toEqual(
    Array.from({ length: 5 }, () => 'arm64'),
  );
  expect(['m7i.large', 'g6.xlarge', 'p5.48xlarge', 'x8i.large'].map(architectureOf)).toEqual(
    Array.from({ length: 4 }, () => 'x86_64'),
  );
});

test.each([
  ['us-east-1', 'aws'],
  ['eu-wst-1', undefined],
  ['eu-west-9', undefined],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the region %s is in partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
