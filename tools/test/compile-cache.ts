import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Processes that tests start share one cache of compiled modules, for one run of the tests. */
export default function shareCompileCache(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-compile-cache-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
