/**
 * Runs the program of the same stack with the monitor that Pulumi's SDK brings for unit tests, and prints what each part
 * took. Whatever is not an input is unknown, as in a first preview, and nothing is kept but a count.
 */
import { runtime } from '@pulumi/pulumi';
import { stackProgram } from '../../../packages/cloud/src/program/stack-program.ts';
import { loadFleet, stack } from './stack.ts';

/** The SDK says `any`. */
interface Inputs {
  readonly inputs: Readonly<Record<string, unknown>>;
}

const startUpMs = performance.now();
const platform = await loadFleet();
const loaded = performance.now();
let resources = 0;
await runtime.setMocks(
  {
    newResource: ({ type, name, inputs }: Pick<runtime.MockResourceArgs, 'type' | 'name'> & Inputs) => {
      if (type !== 'pulumi:pulumi:Stack') resources += 1;
      return { id: `${name}-id`, state: inputs };
    },
    call: () => ({}),
  },
  platform.name,
  stack,
  true,
);
const program = stackProgram(platform, stack, new Map());
await runtime.runInPulumiStack(() => Promise.resolve().then(program));
await runtime.disconnect();
const programMs = performance.now() - loaded;
process.stdout.write(JSON.stringify({ startUpMs, programMs, resources }));
