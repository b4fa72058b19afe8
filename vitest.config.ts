import { defineConfig } from 'vitest/config';

/** What `--mode` may ask for besides the tests: the heavy fault drills and the benchmarks. */
const heavy: Readonly<Record<string, string[]>> = {
  faults: ['test/faults/*.test.ts'],
  bench: ['test/bench/**/*.bench.ts'],
};

/** The model of the hub is searched longer beside the drills than in every test run. */
const model = { file: 'test/realtime/hub-model.test.ts', runs: '20000' };

export default defineConfig(({ mode }) => ({
  // Vite takes graphql's ESM file while external packages take the CommonJS one: two copies, two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['test/support/global-setup.ts', ...(mode === 'faults' ? ['test/faults/support/built-server.ts'] : [])],
    setupFiles: ['test/support/setup.ts'],
    include: [...(heavy[mode] ?? ['src/**/*.test.ts', 'test/**/*.test.ts']), ...(mode === 'faults' ? [model.file] : [])],
    exclude: ['node_modules/**', 'dist/**', ...(heavy[mode] ? [] : Object.values(heavy).flat())],
    ...(mode === 'faults' ? { env: { KENGASH_MODEL_RUNS: process.env.KENGASH_MODEL_RUNS ?? model.runs } } : {}),
    pool: 'forks',
    // A drill measures: it has the machine to itself, and says what it measured in plain lines.
    maxWorkers: mode === 'faults' ? 1 : 2,
    disableConsoleIntercept: mode === 'faults',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
