import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { resultStream } from './result-stream.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function* counting(seen: WeakRef<object>[]): AsyncGenerator<ExecutionResult> {
  for (let n = 0; ; n += 1) {
    const result = { data: { n } };
    seen.push(new WeakRef(result));
    yield result;
  }
}

async function* silent(): AsyncGenerator<ExecutionResult> {
  await new Promise(() => {});
  yield {};
}

async function* broken(): AsyncGenerator<ExecutionResult> {
  yield { data: {} };
  throw new Error('gone');
}

describe('the results of a subscription', () => {
  it('are not kept once they were sent, however long the subscription lives', async () => {
    const seen: WeakRef<object>[] = [];
    const stream = resultStream(counting(seen), new AbortController(), ({ data }) => ({ data: { ...data } }));
    for (let n = 0; n < 200; n += 1) {
      expect((await stream.next()).value).toEqual({ data: { n } });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
    collectGarbage();
    expect(seen.filter((result) => result.deref() !== undefined).length).toBeLessThan(5);
    await stream.return();
  });

  it('end at once when the client leaves, for every pull that waits', async () => {
    const abort = new AbortController();
    const stream = resultStream(silent(), abort, (result) => result as never);
    const pulls = Promise.all([stream.next(), stream.next()]);
    abort.abort();
    expect(await pulls).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('tell what breaks in the source, and end', async () => {
    const stream = resultStream(broken(), new AbortController(), (result) => result as never);
    const told = [];
    for await (const result of stream) {
      told.push(result);
    }
    expect(told).toMatchObject([{ data: {} }, { errors: [{ message: 'gone' }] }]);
  });
});
