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
    environment: {
      [`${prefix}_HOST`]: { secretKey: 'host' },
      [`${prefix}_PORT`]: { secretKey: 'port' },
      [`${prefix}_NAME`]: { secretKey: 'database' },
      [`${prefix}_USER`]: { secretKey: 'user' },
    },
    secret: {
      name: need.secretName,
      path: need.secretPath,
      keys: ['host', 'port', 'database', 'user', 'masterSecretArn'],
    },
    directory: undefined,
  };
}
