import { createRequire } from 'node:module';

/** What GitHub's API answers, by route. @param params of the route and the query */
export type Api = (route: string, params: Readonly<Record<string, unknown>>) => unknown;

/** Runs a script of `actions/github-script`; gives the outputs that it set. */
export async function runScript(
  script: string,
  { payload, api, env }: { readonly payload: unknown; readonly api: Api; readonly env: NodeJS.ProcessEnv },
): Promise<Record<string, unknown>> {
  const outputs: Record<string, unknown> = {};
  const github = {
    request: (route: string, params: Readonly<Record<string, unknown>>) =>
      Promise.resolve({ data: api(route, params) }),
    paginate: (route: string, params: Readonly<Record<string, unknown>>) => Promise.resolve(api(route, params)),
  };
  const context = { payload, repo: { owner: 'small', repo: 'platform' } };
  const core = {
    setOutput: (name: string, value: unknown) => {
      outputs[name] = value;
    },
    info: () => undefined,
    warning: () => undefined,
  };
  const body = Object.getPrototypeOf(async () => {}) as {
    constructor: new (...args: string[]) => (...args: unknown[]) => Promise<unknown>;
  };
  const run = new body.constructor('github', 'context', 'core', 'require', 'process', script);
  await run(github, context, core, createRequire(import.meta.url), { env });
  return outputs;
}
