import { defineConfig } from 'vitest/config';

/** What `--mode` may ask for besides the tests: the heavy fault drills and the benchmarks. */
const heavy: Readonly<Record<string, string[]>> = {
  faults: ['test/faults/**/*.test.ts'],
  bench: ['test/bench/**/*.bench.ts'],
};

export default defineConfig(({ mode }) => ({
  // Vite takes graphql's ESM file while external packages take the CommonJS one: two copies, two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    include: heavy[mode] ?? ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', ...(heavy[mode] ? [] : Object.values(heavy).flat())],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
