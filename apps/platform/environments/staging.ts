import { defineEnvironment } from '@espalier/model';

export default defineEnvironment({
  account: 'staging',
  region: 'us-east-1',
  network: { cidr: '10.10.0.0/16', zones: 3, nat: 'single' },
  alarms: { emails: ['platform@riven.pagerduty.com'] },
});
