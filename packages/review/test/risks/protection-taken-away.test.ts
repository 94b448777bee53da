import { describe, expect, test } from 'vitest';
import { found, object, plan, planned, type Tree } from './found.ts';

const type = 'aws:rds/instance:Instance';
const resource = (inputs: object, options: object = {}, ofType = type): Tree => ({
  [`${plan}/it.yaml`]: planned(ofType, inputs, options),
});
const inCluster = (one: object): Tree => ({ 'clusters/production/shop/it.yaml': one });

describe('ESP8106 in AWS', () => {
  test.each([
    ['options.protect', resource({}, { protect: true }), resource({}, { x: 1 })],
    ['options.retainOnDelete', resource({}, { retainOnDelete: true }), resource({}, { x: 1 })],
    ['inputs.deletionProtection', resource({ deletionProtection: true }), resource({ deletionProtection: false })],
    ['inputs.deletionProtectionEnabled', resource({ deletionProtectionEnabled: true }), resource({})],
    ['inputs.skipFinalSnapshot', resource({}), resource({ skipFinalSnapshot: true })],
    ['inputs.forceDestroy', resource({ forceDestroy: false }), resource({ forceDestroy: true })],
    ['inputs.backupRetentionPeriod', resource({ backupRetentionPeriod: 30 }), resource({ backupRetentionPeriod: 0 })],
    ['inputs.deletionWindowInDays', resource({ deletionWindowInDays: 30 }), resource({ deletionWindowInDays: 7 })],
    [
      'inputs.pointInTimeRecovery.enabled',
      resource({ pointInTimeRecovery: { enabled: true } }),
      resource({ pointInTimeRecovery: { enabled: false } }),
    ],
    [
      'inputs.versioningConfiguration.status',
      resource({ versioningConfiguration: { status: 'Enabled' } }),
      resource({ versioningConfiguration: { status: 'Suspended' } }),
    ],
    ['inputs.tags.backup', resource({ tags: { backup: 'daily', app: 'a' } }), resource({ tags: { app: 'a' } })],
    [
      'inputs.rules[daily].lifecycle.deleteAfter',
      resource({ rules: [{ ruleName: 'daily', lifecycle: { deleteAfter: 30 } }] }),
      resource({ rules: [{ ruleName: 'daily', lifecycle: { deleteAfter: 7 } }] }),
    ],
  ])('%s', (path, before, after) => {
    expect(found('ESP8106', before, after)).toMatchObject([{ path }]);
    // More protection is no risk.
    expect(found('ESP8106', after, before)).toEqual([]);
  });

  test('a backup plan is deleted', () => {
    const [risk] = found('ESP8106', resource({}, {}, 'aws:backup/plan:Plan'), {});
    expect(risk).toMatchObject({ severity: 'high' });
  });

  test('versions of a bucket go with the bucket', () => {
    const bucket = { [`${plan}/bucket.yaml`]: planned('aws:s3/bucket:Bucket', { bucket: 'riven-orders' }) };
    const versioning = resource({ bucket: 'riven-orders' }, {}, 'aws:s3/bucketVersioning:BucketVersioning');
    expect(found('ESP8106', { ...bucket, ...versioning }, bucket)).toHaveLength(1);
    expect(found('ESP8106', { ...bucket, ...versioning }, {})).toEqual([]);
  });

  test('public access to a bucket is no longer blocked', () => {
    const type = 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock';
    const bucket = {
      [`${plan}/bucket.yaml`]: planned('aws:s3/bucket:Bucket', { bucket: 'riven-orders' }, {}, { name: 'files' }),
    };
    for (const inputs of [{ bucket: 'riven-orders' }, { bucket: '${aws:s3/bucket:Bucket/files.id}' }]) {
      const block = resource(inputs, {}, type);
      const [risk] = found('ESP8106', { ...bucket, ...block }, bucket);
      expect(risk).toMatchObject({ severity: 'critical' });
      expect(risk?.effect).toContain('the bucket may become public');
      expect(found('ESP8106', { ...bucket, ...block }, {})).toEqual([]);
    }
    // A bucket of the same name in Pulumi is not the bucket.
    const other = { [`${plan}/other.yaml`]: planned('aws:s3/bucket:Bucket', { bucket: 'riven-other' }) };
    expect(found('ESP8106', { ...other, ...resource({ bucket: 'riven-orders' }, {}, type) }, {})).toHaveLength(1);
    const [kept] = found('ESP8106', { ...bucket, ...resource({}, { retainOnDelete: true }, type) }, bucket);
    expect(kept).toMatchObject({ severity: 'high' });
    expect(kept?.effect).toContain('stays in AWS');
  });

  test.each([
    ['backupRetentionPeriod', resource({ backupRetentionPeriod: 30 }), resource({ backupRetentionPeriod: 7 })],
    ['minRetentionDays', resource({ minRetentionDays: 30 }), resource({ minRetentionDays: 7 })],
    [
      'deleteAfter',
      resource({ rules: [{ ruleName: 'daily', lifecycle: { deleteAfter: 30 } }] }),
      resource({ rules: [{ ruleName: 'daily', lifecycle: { deleteAfter: 7 } }] }),
    ],
  ])('%s is lowered: restore points do not come back', (_, before, after) => {
    const [risk] = found('ESP8106', before, after);
    expect(risk).toMatchObject({ severity: 'high' });
    expect(risk?.because).toContain('not come back');
    expect(risk?.steps.join(' ')).toContain('manual snapshot first');
    expect(risk?.steps.join(' ')).not.toContain('deleted next');
  });

  test('the bootstrap loses prevent_destroy, or the resource with it', () => {
    const bootstrap = (lifecycle: object | undefined): Tree => ({
      'apps/cloud/bootstrap/production/main.tf.json': JSON.stringify({
        resource: { aws_kms_key: lifecycle === undefined ? {} : { state: { enable_key_rotation: true, lifecycle } } },
      }),
    });
    const kept = bootstrap({ prevent_destroy: true });
    expect(found('ESP8106', kept, bootstrap({}))).toMatchObject([
      { severity: 'high', path: 'resource.aws_kms_key.state.lifecycle.prevent_destroy' },
    ]);
    expect(found('ESP8106', kept, bootstrap(undefined))).toMatchObject([{ severity: 'critical' }]);
    expect(found('ESP8106', kept, bootstrap({ prevent_destroy: true, ignore_changes: ['policy'] }))).toEqual([]);
  });
});

describe('ESP8106 in Kubernetes', () => {
  const options = (text: string): Tree =>
    inCluster(object('v1', 'PersistentVolumeClaim', {}, { annotations: { 'argocd.argoproj.io/sync-options': text } }));
  test.each([
    ['Prune=false,Delete=false', 'Delete=false', 'Prune=false is gone'],
    ['Prune=false', 'Prune=confirm', 'once a person confirms it'],
    ['Prune=confirm', 'SkipDryRunOnMissingResource=true', 'Prune=confirm is gone'],
    ['Delete=false', 'Prune=false', 'when its Application is deleted'],
    ['Prune=false', 'Prune=false,Force=true', 'delete PersistentVolumeClaim shop/shop and create it again'],
  ])('sync options go from %s to %s', (before, after, effect) => {
    const [risk, ...others] = found('ESP8106', options(before), options(after));
    expect(others).toEqual([]);
    expect(risk?.effect).toContain(effect);
  });

  test('stronger options, and others, are none', () => {
    expect(found('ESP8106', options('Prune=confirm'), options('Prune=false'))).toEqual([]);
    expect(found('ESP8106', options('Prune=false'), options('Prune=false,ServerSideApply=true'))).toEqual([]);
  });

  test('an Application gets Replace, or the finalizer that deletes its objects', () => {
    const application = (syncOptions: readonly string[], finalizers?: readonly string[]): Tree => ({
      'clusters/production/argocd/application-shop.yaml': object(
        'argoproj.io/v1alpha1',
        'Application',
        { spec: { syncPolicy: { syncOptions } } },
        finalizers && { finalizers },
      ),
    });
    expect(found('ESP8106', application(['PruneLast=true']), application(['Replace=true']))).toMatchObject([
      { path: 'spec.syncPolicy.syncOptions' },
    ]);
    const finalizer = 'resources-finalizer.argocd.argoproj.io/foreground';
    expect(found('ESP8106', application([]), application([], [finalizer]))).toMatchObject([
      { path: 'metadata.finalizers' },
    ]);
    expect(found('ESP8106', application([], [finalizer]), application(['PruneLast=true']))).toEqual([]);
  });

  test('volumes are deleted with their claims', () => {
    const storageClass = (reclaimPolicy: string): Tree =>
      inCluster(object('storage.k8s.io/v1', 'StorageClass', { reclaimPolicy }));
    expect(found('ESP8106', storageClass('Retain'), storageClass('Delete'))).toMatchObject([{ path: 'reclaimPolicy' }]);
    expect(found('ESP8106', storageClass('Delete'), storageClass('Retain'))).toEqual([]);
  });
});
