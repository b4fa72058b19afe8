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
    // To end what hangs, not to measure: the longest takes 17 s on two quiet cores.
    testTimeout: 90_000,
    // Some hooks start several servers or load whole periods, on machines that do other work beside it.
    hookTimeout: 180_000,
  },
}));
