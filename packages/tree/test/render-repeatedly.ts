/**
 * A render of its own process, for tests that kill it or set it against another one: renders model `a` and model `b` in
 * turn, starting with the one given, as often as given, and prints a line after each.
 *
 * Usage: node --conditions=@espalier/source render-repeatedly.ts <root> <cache> <a|b> <times>
 */
import { renderCluster } from '../src/index.ts';
import { alternatingModel } from './alternating-model.ts';

const [root = '', cache = '', first = 'a', times = '1'] = process.argv.slice(2);
for (let round = 0; round < Number(times); round += 1) {
  const model = (round % 2 === 0) === (first === 'a') ? 'a' : 'b';
  const { problems } = renderCluster(alternatingModel(model), { root, cache });
  console.log(JSON.stringify(problems));
}
