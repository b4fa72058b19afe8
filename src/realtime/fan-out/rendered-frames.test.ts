import { describe, expect, it } from 'vitest';
import type { DeliveredEvent } from '../frame.js';
import type { SharedFrame } from './member.js';
import { RenderedFrames } from './rendered-frames.js';

const kibibyte = 1_024;

interface Payload {
  readonly isWhole?: boolean;
  readonly bytes?: Uint8Array;
}

/** A frame of so many events that ends at a sequence. */
function frameAt(seq: number, count = 1): SharedFrame {
  const events = Array.from({ length: count }, (_, n) => ({ seq: seq - count + n + 1, prev: seq - count + n }) as DeliveredEvent);
  return { kind: 'Events', cursor: `cursor ${seq}`, events } as unknown as SharedFrame;
}

/** Renders frames to payloads of a size, and counts how often. */
function world(size: number, isWhole = true) {
  const frames = new RenderedFrames<Payload>();
  const rendered: SharedFrame[] = [];
  const ask = async (frame: SharedFrame): Promise<Payload> => {
    const payload = await frames.of(frame, async () => {
      rendered.push(frame);
      return { isWhole, bytes: new Uint8Array(size) };
    });
    await new Promise((resolve) => void setImmediate(resolve));
    return payload;
  };
  return { frames, rendered, ask };
}

describe('rendered frames', () => {
  it('are shared by those who ask for the same, at once and a little later', async () => {
    const { ask, rendered } = world(100);
    const [first, second] = await Promise.all([ask(frameAt(1)), ask(frameAt(1))]);
    expect([second === first, (await ask(frameAt(1))) === first, rendered.length]).toEqual([true, true, 1]);
  });

  it.each([
    { of: 'frames', size: 10, events: 1, fit: 32 },
    { of: 'events', size: 10, events: 64, fit: 8 },
    { of: 'bytes', size: 300 * kibibyte, events: 1, fit: 3 },
    { of: 'the last at least, however large it is', size: 3_000 * kibibyte, events: 1, fit: 1 },
  ])('are kept up to a number of $of, the latest', async ({ size, events, fit }) => {
    const { ask, rendered } = world(size);
    const all = Array.from({ length: 40 }, (_, n) => frameAt((n + 1) * events, events));
    for (const frame of all) {
      await ask(frame);
    }
    rendered.length = 0;
    for (const frame of all.slice(-fit).toReversed()) {
      await ask(frame);
    }
    expect(rendered).toEqual([]);
    await ask(all.at(-fit - 1)!);
    expect(rendered).toHaveLength(1);
  });

  it('are not kept when they failed in part, nor when they failed', async () => {
    const { frames, ask, rendered } = world(10, false);
    await ask(frameAt(1));
    await ask(frameAt(1));
    expect(rendered).toHaveLength(2);
    const fail = (): Promise<Payload> => frames.of(frameAt(2), () => Promise.reject(new Error('failed')));
    await expect(fail()).rejects.toThrow('failed');
    await ask(frameAt(2));
    expect(rendered).toHaveLength(3);
  });
});
