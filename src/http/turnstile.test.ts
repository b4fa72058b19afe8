import { describe, expect, it } from 'vitest';
import { Turnstile, type TurnstileBudget } from './turnstile.js';

/** A time that passes only while something is done. */
let now = 0;

/** Takes so long, whatever else could be done meanwhile. */
function busy(milliseconds: number): void {
  now += milliseconds;
}

const turnstileOf = (budget: TurnstileBudget): Turnstile => new Turnstile(budget, () => now);

function fail(): void {
  throw new Error('failed');
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a turnstile', () => {
  it('lets work in at once while there is room', () => {
    const turnstile = turnstileOf({ least: 1_000, share: 0 });
    const done: number[] = [];
    [1, 2, 3].forEach((n) => turnstile.pass(() => done.push(n)));
    expect(done).toEqual([1, 2, 3]);
    expect(turnstile.length).toBe(0);
  });

  it('lets everything else have its turns in between, and keeps the order', async () => {
    const turnstile = turnstileOf({ least: 2, share: 0 });
    const done: (number | string)[] = [];
    for (let n = 1; n <= 5; n += 1) {
      turnstile.pass(() => {
        busy(3);
        done.push(n);
      });
    }
    const byTurn = [done.length];
    for (; turnstile.length > 0; byTurn.push(done.length)) {
      await turn();
    }
    expect(byTurn).toEqual([1, 2, 3, 4, 5]);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    await turn();
    turnstile.pass(() => done.push('late'));
    expect(done.at(-1)).toBe('late');
  });

  it('counts what follows at once on the work that was let in', async () => {
    const turnstile = turnstileOf({ least: 2, share: 0 });
    const done: number[] = [];
    turnstile.pass(() => busy(3));
    const all = [1, 2, 3].map(async (n) => {
      await turnstile.passed();
      busy(3);
      done.push(n);
    });
    const byTurn: number[] = [];
    while (done.length < 3) {
      const before = done.length;
      await turn();
      byTurn.push(done.length - before);
    }
    await Promise.all(all);
    expect(Math.max(...byTurn)).toBe(1);
    expect(done).toEqual([1, 2, 3]);
  });

  it('lets in for a part of what everything else takes', async () => {
    const turnstile = turnstileOf({ least: 1, share: 0.5 });
    const done: number[] = [];
    const work = (n: number) => () => {
      busy(2);
      done.push(n);
    };
    Array.from({ length: 20 }, (_, n) => n).forEach((n) => turnstile.pass(work(n)));
    await turn();
    const before = done.length;
    // After one more, everything else takes twenty milliseconds: ten are for work of two each.
    setImmediate(() => busy(20));
    await turn();
    await turn();
    expect(done.length - before).toBe(1 + 5);
    expect(turnstile.length).toBeGreaterThan(0);
  });

  it('goes on after work that failed', async () => {
    const turnstile = turnstileOf({ least: 1_000, share: 0 });
    expect(() => turnstile.pass(fail)).toThrow('failed');
    const done: string[] = [];
    turnstile.pass(() => done.push('next'));
    expect(done).toEqual(['next']);
  });
});
