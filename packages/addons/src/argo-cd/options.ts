import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { SingleSignOn } from './single-sign-on.ts';

export interface ArgoCdOptions {
  /**
   * The user interface, on a host of its own. Where it is left out there is no Ingress and no log-in, since the
   * local administrator is off; `argocd --core` works with the rights of one's own kubeconfig.
   */
  readonly userInterface?: UserInterface | undefined;
  /** Hosts of chart repositories besides `*.github.io`, `ghcr.io` and `quay.io`. @default [] */
  readonly chartHosts?: readonly string[] | undefined;
}

/** Where people reach Argo CD and how they log in; the one is of no use without the other. */
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
