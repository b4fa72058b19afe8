import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.js';
import { JointRead } from './joint-read.js';

async function away(): Promise<string> {
  throw new Error('away');
}

describe('a joint read', () => {
  it('serves all who ask at once, and who asks meanwhile by a second one', async () => {
    const reads: PromiseWithResolvers<number>[] = [];
    const read = (): Promise<number> => {
      const asked = Promise.withResolvers<number>();
      reads.push(asked);
      return asked.promise;
    };
    const shared = new JointRead<number>(systemClock.turn);
    const first = Array.from({ length: 1_000 }, () => shared.ask(read));
    await Promise.resolve();
    expect(reads).toHaveLength(1);
    const late = [shared.ask(read), shared.ask(read)];
    reads[0]?.resolve(1);
    expect(new Set(await Promise.all(first))).toEqual(new Set([1]));
    await systemClock.turn();
    expect(reads).toHaveLength(2);
    reads[1]?.resolve(2);
    expect(await Promise.all(late)).toEqual([2, 2]);
  });

  it('never answers by a read that began before the question', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const shared = new JointRead<string>(systemClock.turn);
    const early = shared.ask(() => promise);
    await Promise.resolve();
    const late = shared.ask(async () => 'what was so after the question');
    resolve('what was so before');
    expect([await early, await late]).toEqual(['what was so before', 'what was so after the question']);
  });

  it('rejects those whose read failed, and reads anew for the next', async () => {
    const shared = new JointRead<string>(systemClock.turn);
    const failed = [shared.ask(away), shared.ask(away)];
    await expect(Promise.all(failed)).rejects.toThrow('away');
    expect(await shared.ask(async () => 'here')).toBe('here');
  });
});
