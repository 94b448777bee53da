import { defineAccount, definePlatform } from '@espalier/model';

export default definePlatform({
  name: 'riven',
  repository: 'https://github.com/riven/platform',
  domain: 'riven.dev',
  owners: { platform: '@riven/platform', product: '@riven/product', ai: '@riven/ai', security: '@riven/security' },
  accounts: {
    shared: defineAccount({ id: '111111111111', role: 'registry' }),
    staging: defineAccount({ id: '222222222222' }),
    production: defineAccount({ id: '333333333333' }),
  },
});
