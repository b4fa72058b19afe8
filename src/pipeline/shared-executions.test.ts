import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SharedExecutions } from './shared-executions.js';

/** Executions that can be counted. */
function counted() {
  const shared = new SharedExecutions();
  let executions = 0;
  const of = (value: unknown, key: string | null): Promise<ExecutionResult> =>
    shared.of(value, key, async () => {
      executions += 1;
      return { data: { number: executions } };
    });
  return { of, count: () => executions };
}

describe('shared executions', () => {
  it('execute a value once for all whose operations are equal', async () => {
    const { of, count } = counted();
    const frame = {};
    const results = await Promise.all([of(frame, 'a'), of(frame, 'a'), of(frame, 'a')]);
    expect(new Set(results).size).toBe(1);
    expect(count()).toBe(1);
  });

  it('execute it again for another operation, and another value for each', async () => {
    const { of, count } = counted();
    const frame = {};
    await Promise.all([of(frame, 'a'), of(frame, 'b'), of({}, 'a'), of({}, 'a')]);
    expect(count()).toBe(4);
  });

  it('share nothing where there is no key, and no plain value', async () => {
    const { of, count } = counted();
    const frame = {};
    await Promise.all([of(frame, null), of(frame, null), of('text', 'a'), of('text', 'a'), of(null, 'a')]);
    expect(count()).toBe(5);
  });
});
