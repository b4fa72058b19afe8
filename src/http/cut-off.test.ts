import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CutOffWatch } from './cut-off.js';

let isOutOfReach = false;
let sent = 0;
const told: string[] = [];
let watch: CutOffWatch;

beforeEach(() => {
  vi.useFakeTimers();
  [isOutOfReach, sent] = [false, 0];
  told.length = 0;
  watch = new CutOffWatch({
    isOutOfReach: () => isOutOfReach,
    sendAway: async () => void (sent += 1),
    logger: { warn: (text: string) => void told.push(text), info: (text: string) => void told.push(text) } as never,
  });
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('the watch over the way to the database', () => {
  it('sends clients away while it is cut off, says so once, and takes them again', async () => {
    isOutOfReach = true;
    await pass(2_000);
    expect([watch.isCutOff, sent, told.length]).toEqual([true, 3, 1]);
    isOutOfReach = false;
    await pass(2_000);
    expect([watch.isCutOff, sent, told.length]).toEqual([false, 3, 2]);
  });

  it('sends nobody away for what one look saw, as after a leap of the clock', async () => {
    isOutOfReach = true;
    await pass(500);
    isOutOfReach = false;
    await pass(1_000);
    expect([watch.isCutOff, sent, told]).toEqual([false, 0, []]);
  });
});
