import { names, type ResolvedNeed } from '@espalier/model';
import type { Received } from './received.ts';

/**
 * A need called `database` gives `DATABASE_HOST`, `DATABASE_PORT`, `DATABASE_NAME` and `DATABASE_USER`. There is no
 * password: pods log in with IAM authentication through their own role. AWS alone knows the host, so all four come
 * from Secrets Manager. The Secret also says where the master password is, for the Job that creates the user.
 */
export function postgres(need: Extract<ResolvedNeed, { kind: 'postgres' }>): Received {
  const prefix = names.camelCaseToEnvironmentPrefix(need.name);
  return {
    environment: [
      { name: `${prefix}_HOST`, value: { secretKey: 'host' } },
      { name: `${prefix}_PORT`, value: { secretKey: 'port' } },
      { name: `${prefix}_NAME`, value: { secretKey: 'database' } },
      { name: `${prefix}_USER`, value: { secretKey: 'user' } },
    ],
    secret: {
      name: need.secretName,
      path: need.secretPath,
      keys: ['host', 'port', 'database', 'user', 'masterSecretArn'],
    },
    directory: undefined,
  };
}
