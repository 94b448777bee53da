import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const test = ['packages/*/test/**/*.test.ts', 'apps/**/*.test.ts', 'tools/**/*.test.ts'];
const endToEnd = '**/*.e2e.test.ts';
const exclude = ['tools/conformance/**', '**/*.repository.test.ts', '**/node_modules/**'];

export default defineConfig({
  ssr: { resolve: { conditions: ['@espalier/source', 'node', 'development|production'] } },
  test: {
    // By default one core is left free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: ['--import', new URL('tools/test/pulumi-without-stack-traces.ts', import.meta.url).href],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: test,
          exclude: [...exclude, endToEnd],
          setupFiles: ['tools/test/no-process.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: [endToEnd],
          exclude,
          globalSetup: ['tools/test/compile-cache.ts'],
        },
      },
    ],
  },
});
