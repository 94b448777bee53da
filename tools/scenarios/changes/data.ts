import type { Scenario } from '../scenario.ts';

/** Changes of what holds data. */
export const dataChanges: readonly Scenario[] = [
  {
    name: 'enlarge-database',
    title: 'More storage for the database of identity',
    edit: (files) => files.replace('apps/identity/app.ts', "storage: '50Gi'", "storage: '80Gi'"),
  },
  {
    name: 'shrink-database',
    isDangerous: true,
    title: 'Less storage for the database of the Dev Center',
    edit: (files) => files.replace('apps/dev-center-api/app.ts', "storage: '100Gi'", "storage: '60Gi'"),
  },
  {
    name: 'database-engine',
    isDangerous: true,
    title: 'PostgreSQL 18 for identity',
    edit: (files) =>
      files.replace(
        'apps/identity/app.ts',
        "postgres({ storage: '50Gi' })",
        "postgres({ storage: '50Gi', version: '18' })",
      ),
  },
  {
    name: 'rename-need',
    isDangerous: true,
    title: 'The database of identity is called store',
    edit: (files) =>
      files
        .replace('apps/identity/app.ts', 'database: postgres', 'store: postgres')
        .replace('apps/identity/app.ts', 'needs: { database: {', 'needs: { store: {'),
  },
  {
    name: 'change-table-key',
    isDangerous: true,
    title: 'Feature flags by team',
    edit: (files) => files.replace('apps/dev-center-api/app.ts', "key: 'flag'", "key: 'teamAndFlag'"),
  },
  {
    name: 'delete-bucket',
    isDangerous: true,
    title: 'Builds are kept elsewhere',
    edit: (files) =>
      files
        .replace('apps/dev-center-api/app.ts', '    builds: bucket({ expireAfterDays: 90 }),\n', '')
        .replace('apps/dev-center-api/app.ts', 'import { bucket, ', 'import { '),
  },
  {
    name: 'fewer-backups',
    isDangerous: true,
    title: 'Backups of production for a week',
    edit: (files) =>
      files.replace('apps/platform/environments/production.ts', 'backupRetentionDays: 30', 'backupRetentionDays: 7'),
  },
  {
    name: 'enlarge-claim',
    isDangerous: true,
    title: 'More disk for Prometheus in production',
    edit: (files) =>
      files.replace('apps/platform/clusters/production/cluster.ts', "storage: '200Gi'", "storage: '400Gi'"),
    layers: 'tree',
  },
  {
    name: 'bucket-becomes-writable',
    isDangerous: true,
    title: 'The model server writes to its bucket',
    edit: (files) => files.replace('apps/model-server/app.ts', "bucket({ access: 'read' })", 'bucket({})'),
  },
];
