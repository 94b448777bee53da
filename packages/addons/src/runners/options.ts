export interface RunnersOptions {
  /** Name of the scale set, of its application, and what a workflow's `runs-on` says. At most 45 characters. */
  readonly name: string;
  /** Name of the node group that the runners run on. */
  readonly on: string;
  /** How many runners there are at least, idle, and at most. */
  readonly size: { readonly min: number; readonly max: number };
  /** What a runner requests; the memory is its limit as well. @default { cpu: '2', memory: '4Gi' } */
  readonly resources?: { readonly cpu: string; readonly memory: string } | undefined;
  /** Organization or repository on GitHub whose jobs it takes. @default the owner of the platform's repository */
  readonly githubConfigUrl?: string | undefined;
  /** Runner group of the organization. @default GitHub's `default` */
  readonly runnerGroup?: string | undefined;
  /** Whether BuildKit runs beside each runner. @default true */
  readonly buildsImages?: boolean | undefined;
  /** Image of the runner, with its tag. @default 'ghcr.io/actions/actions-runner:latest' */
  readonly image?: string | undefined;
  /** Hosts that jobs call besides GitHub, registries and AWS. @default ['registry.npmjs.org'] */
  readonly hosts?: readonly string[] | undefined;
}
