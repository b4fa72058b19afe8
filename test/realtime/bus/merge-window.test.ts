import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TopicHint } from '../../../src/realtime/bus/hint-bus.js';
import { type MergedHints, MergeWindow } from '../../../src/realtime/bus/merge-window.js';
import type { Position } from '../../../src/realtime/position.js';
import { ModelClock } from '../support/model-clock.js';

const turn = (): Promise<void> => new Promise((done) => void setImmediate(done));
const at = (streamKey: string, seq: number, epoch = 'a'.repeat(16)): Position => ({ streamKey, epoch, generation: 1, seq });

function openWindow(send: (hints: MergedHints) => Promise<void> = async () => {}, capacity = 100) {
  const clock = new ModelClock();
  const sent: MergedHints[] = [];
  const window = new MergeWindow({
    clock,
    width: 3,
    capacity,
    send: (hints) => {
      sent.push(hints);
      return send(hints);
    },
  });
  return { clock, sent, window };
}

describe('the merge window', () => {
  it('sends a hundred commits of one stream as one hint, 3 ms after the first', () => {
    const { clock, sent, window } = openWindow();
    for (let seq = 1; seq <= 100; seq += 1) {
      window.position(at('a', seq));
    }
    clock.move(2);
    expect(sent).toEqual([]);
    clock.move(1);
    expect(sent).toEqual([{ positions: [at('a', 100)], topics: [] }]);
  });

  it('merges on while a message is on its way, and sends what came meanwhile after it', async () => {
    const answers: (() => void)[] = [];
    const { clock, sent, window } = openWindow(() => new Promise((resolve) => void answers.push(resolve)));
    window.position(at('a', 1));
    clock.move(3);
    window.position(at('a', 2));
    window.position(at('a', 3));
    clock.move(1_000);
    expect(sent).toHaveLength(1);
    answers[0]?.();
    await turn();
    clock.move(3);
    expect(sent[1]).toEqual({ positions: [at('a', 3)], topics: [] });
  });

  it('goes on after a message that could not be sent', async () => {
    const { clock, sent, window } = openWindow(() => Promise.reject(new Error('the line is down')));
    window.position(at('a', 1));
    clock.move(3);
    await turn();
    window.position(at('a', 2));
    clock.move(3);
    expect(sent).toHaveLength(2);
  });

  it('keeps no more than it may, and sends nothing once it is closed', () => {
    const { clock, sent, window } = openWindow(undefined, 2);
    ['a', 'b', 'c'].forEach((key) => window.position(at(key, 1)));
    window.position(at('a', 2));
    clock.move(3);
    expect(sent[0]?.positions).toEqual([at('a', 2), at('b', 1)]);
    window.position(at('a', 3));
    window.close();
    clock.move(3);
    window.position(at('a', 4));
    clock.move(3);
    expect(sent).toHaveLength(1);
  });

  it('sends what waits at once when it is flushed', async () => {
    const { sent, window } = openWindow();
    window.position(at('a', 1));
    await window.flush();
    expect(sent).toEqual([{ positions: [at('a', 1)], topics: [] }]);
    await window.flush();
    expect(sent).toHaveLength(1);
  });

  it('ends with the last place of every stream and every announcement told, whatever comes in whatever order', async () => {
    const told = fc.oneof(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), seq: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ topic: fc.constantFrom('x', 'y'), detail: fc.constantFrom('1', '2', '3') }),
      fc.record({ pass: fc.integer({ min: 1, max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 80 }), async (steps) => {
        const { clock, sent, window } = openWindow(turn);
        const last = new Map<string, number>();
        const announced = new Map<string, TopicHint>();
        for (const step of steps) {
          if ('key' in step) {
            window.position(at(step.key, step.seq));
            last.set(step.key, Math.max(step.seq, last.get(step.key) ?? 0));
          } else if ('topic' in step) {
            window.topic(step);
            announced.set(`${step.topic}${step.detail}`, step);
          } else {
            clock.move(step.pass);
            await turn();
          }
        }
        await window.flush();
        const seqs = sent.flatMap(({ positions }) => positions);
        for (const [key, seq] of last) {
          expect(Math.max(...seqs.filter(({ streamKey }) => streamKey === key).map((each) => each.seq))).toBe(seq);
        }
        const topics = sent.flatMap((hints) => hints.topics).map(({ topic, detail }) => `${topic}${detail}`);
        expect(new Set(topics)).toEqual(new Set(announced.keys()));
        // Within one message nothing is said twice.
        for (const hints of sent) {
          expect(new Set(hints.positions.map(({ streamKey }) => streamKey)).size).toBe(hints.positions.length);
        }
      }),
    );
  });
});
