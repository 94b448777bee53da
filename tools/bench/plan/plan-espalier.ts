/** Plans the stack of the workspace it runs in, without writing, and prints what each part took. */
import { loadOwnPrograms, planStacks } from '@espalier/cloud/plan';
import { loadFleet, stack } from './stack.ts';

const startUpMs = performance.now();
const platform = await loadFleet();
const own = await loadOwnPrograms(process.cwd(), platform);
const loaded = performance.now();
let resources = 0;
for await (const plan of planStacks(platform, own, [stack])) resources += plan.resources.length;
const programMs = performance.now() - loaded;
process.stdout.write(JSON.stringify({ startUpMs, programMs, resources }));
