import { describe, expect, it } from 'vitest';
import { storageClasses } from '../src/index.ts';
import { objectsOf } from './context.ts';

describe('storageClasses', () => {
  it('makes encrypted gp3 volumes in the zone of their pod the default', () => {
    expect(objectsOf(storageClasses())).toMatchSnapshot();
  });

  it('takes a key and a fate of its own', () => {
    const kmsKeyArn = 'arn:aws:kms:us-east-1:333333333333:key/volumes';
    expect(objectsOf(storageClasses({ kmsKeyArn, reclaimPolicy: 'Retain' }))).toMatchObject([
      { parameters: { kmsKeyId: kmsKeyArn }, reclaimPolicy: 'Retain' },
    ]);
  });
});
