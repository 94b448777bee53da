import { defineEnvironment } from '@espalier/model';

export default defineEnvironment({
  account: 'production',
  region: 'us-east-1',
  domain: 'riven.dev',
  network: { cidr: '10.20.0.0/16', zones: 3, nat: 'one-per-zone' },
  data: { multiZone: true, backupRetentionDays: 30 },
  alarms: { emails: ['platform@riven.pagerduty.com'] },
});
