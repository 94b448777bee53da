import { expect, test } from 'vitest';
import { policyDocument, statementsIn, type PolicyStatement } from '../src/index.ts';

const statement: PolicyStatement = {
  sid: 'TlsOnly',
  effect: 'Deny',
  principals: { AWS: ['arn:aws:iam::111111111111:root'] },
  notActions: ['s3:GetObject'],
  resources: ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'],
  conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
};

test('a statement becomes the keys of the JSON of IAM, and allows where it has no effect', () => {
  expect(policyDocument([statement, { actions: 'sns:Publish' }])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: ['arn:aws:iam::111111111111:root'] },
        NotAction: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
      { Effect: 'Allow', Action: 'sns:Publish' },
    ],
  });
});

test('a policy is read back as it was written', () => {
  expect(statementsIn(JSON.stringify(policyDocument([statement])))).toEqual([statement]);
});

test('what a statement exempts is read back as well', () => {
  const exempting: PolicyStatement = {
    effect: 'Deny',
    notPrincipals: { AWS: ['arn:aws:iam::111111111111:root'] },
    actions: ['s3:*'],
    notResources: ['arn:aws:s3:::shop/*'],
  };
  const document = policyDocument([exempting]);
  expect(document.Statement).toMatchObject([
    { NotPrincipal: { AWS: ['arn:aws:iam::111111111111:root'] }, NotResource: ['arn:aws:s3:::shop/*'] },
  ]);
  expect(statementsIn(JSON.stringify(document))).toEqual([exempting]);
});

test('one statement outside of a list, and one text outside of a list, are read as lists of one', () => {
  const document = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } };
  expect(statementsIn(JSON.stringify(document))).toEqual([
    { effect: 'Allow', principals: '*', actions: ['s3:*'], resources: ['*'] },
  ]);
});

test.each(['', 'no JSON', '[]', '"text"', '{}'])('%j has no statements', (document) => {
  expect(statementsIn(document)).toEqual([]);
});
