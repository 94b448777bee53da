import * as aws from '@pulumi/aws';
import { instanceTypes, partitionOf, rdsInstanceClasses, regions } from '@espalier/model';
import { expect, test } from 'vitest';

// The provider's enumerations are generated from AWS's own; the model may not load it, and has lists of its own.

test('every region of the provider is known, with its partition', () => {
  const all = Object.values(aws.Region);
  expect(all.filter((region) => partitionOf(region) === 'aws').toSorted()).toEqual([...regions]);
  expect(all.filter((region) => partitionOf(region) === undefined)).toEqual([]);
});

test('the instance types are those of the provider', () => {
  expect(instanceTypes().toSorted()).toEqual(Object.values(aws.ec2.InstanceType).toSorted());
});

test('of the families of RDS that the model has, it has every class of the provider', () => {
  const families = new Set(rdsInstanceClasses.map((name) => name.split('.')[1]));
  const known = Object.values(aws.rds.InstanceType).filter((name) => families.has(name.split('.')[1]));
  expect(known.length).toBeGreaterThan(20);
  expect(known.filter((name) => !rdsInstanceClasses.includes(name))).toEqual([]);
});
