import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@espalier/source', 'module', 'node', 'development|production'] } },
  test: { include: ['tools/conformance/**/*.test.ts'], testTimeout: 120_000 },
});
