import { defineConfig } from 'vitest/config';

/**
 * Tests over a whole Git repository: every step of the workflows for a pull request, a fork, a push and the queue, and
 * merges of branches. They start Nx dozens of times, and take minutes: `npm test` leaves them out, CI runs them.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  ssr: { resolve: { conditions: ['@espalier/source', 'node', 'development|production'] } },
  test: {
    include: ['packages/*/test/**/*.repository.test.ts'],
    globalSetup: ['tools/test/compile-cache.ts'],
  },
});
