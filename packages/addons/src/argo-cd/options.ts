import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { SingleSignOn } from './single-sign-on.ts';

export interface ArgoCdOptions {
  /**
   * The user interface, on its own host. Without it there is no Ingress and no log-in, since the local administrator is
   * off; `argocd --core` works with the rights of your kubeconfig.
   */
  readonly userInterface?: UserInterface | undefined;
  /** Additional hosts of chart repositories, beyond `*.github.io`, `ghcr.io` and `quay.io`. @default [] */
  readonly chartHosts?: readonly string[] | undefined;
}

/** Host name and log-in of Argo CD; both are needed together. */
export interface UserInterface {
  /** Host name, such as `argocd.riven.dev`. */
  readonly host: string;
  readonly singleSignOn: SingleSignOn;
}

/** What ArgoCdOptions have to be. */
export const argoCdOptions = optionSchemas.object({
  userInterface: optionSchemas
    .object({
      host: optionSchemas.hostName,
      singleSignOn: optionSchemas.object({
        issuer: optionSchemas.url,
        clientId: optionSchemas.text,
        adminGroup: optionSchemas.text,
      }),
    })
    .optional(),
  chartHosts: optionSchemas.list(optionSchemas.hostPattern).optional(),
}) satisfies OptionSchema<ArgoCdOptions>;
