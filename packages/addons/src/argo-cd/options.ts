import type { SingleSignOn } from './single-sign-on.ts';

export interface ArgoCdOptions {
  /** Host name of the user interface. Reached by `kubectl port-forward` only where it is left out. */
  readonly host?: string | undefined;
  /** How people log in; the local administrator is off. Nobody logs in where it is left out, and `argocd --core` works. */
  readonly singleSignOn?: SingleSignOn | undefined;
  /** Hosts of chart repositories besides `*.github.io` and `ghcr.io`. @default [] */
  readonly chartHosts?: readonly string[] | undefined;
}
