import type { SharedFrame } from './member.js';

/**
 * Rendered frames that are kept for those who come to the same place a little later, as after a broken network: so many
 * of them, with so many events in all, of so many bytes. A client may ask for much of each event.
 */
const kept = { frames: 32, events: 512, bytes: 1_048_576 } as const;

/** What payloads may say of themselves: whether all of the frame could be executed, and their bytes. */
interface Rendered {
  readonly isWhole?: boolean;
  readonly bytes?: Uint8Array;
}

interface KeptFrame<Payload> {
  readonly rendered: Promise<Payload>;
  readonly events: number;
  /** 0 until it is rendered. */
  bytes: number;
}

/** The frames of a group that were rendered lately: whoever needs one of them shares the execution. */
export class RenderedFrames<Payload> {
  readonly #frames = new Map<string, KeptFrame<Payload>>();
  #events = 0;
  #bytes = 0;
  readonly #states = new WeakMap<object, Promise<Payload>>();

  /** What the snapshot of a state was rendered to: a state that was read for several is rendered once. */
  ofState(state: unknown, render: () => Promise<Payload>): Promise<Payload> {
    const key = Object(state) as object;
    const known = this.#states.get(key);
    const rendered = known ?? render();
    this.#states.set(key, rendered);
    return rendered;
  }

  /** What a frame was rendered to, or is being rendered to; a failure is everybody's, and is not kept. */
  of(frame: SharedFrame, render: () => Promise<Payload>): Promise<Payload> {
    if (frame.kind !== 'Events') {
      return render();
    }
    // The cursor names the end of the frame and its history, the first event its beginning.
    const key = `${frame.events[0]?.seq}/${frame.events[0]?.prev} ${frame.cursor}`;
    const known = this.#frames.get(key);
    if (known) {
      return known.rendered;
    }
    const rendered = render();
    const entry = { rendered, events: frame.events.length, bytes: 0 };
    this.#frames.set(key, entry);
    this.#events += entry.events;
    rendered
      .then((payload) => this.#weigh(key, entry, payload as Rendered))
      .catch(() => this.#forget(key, entry));
    this.#trim();
    return rendered;
  }

  #weigh(key: string, entry: KeptFrame<Payload>, { isWhole = true, bytes }: Rendered): void {
    if (!isWhole) {
      // What failed in part was told to those who were there; whoever comes later is to have it whole.
      this.#forget(key, entry);
    } else if (this.#frames.get(key) === entry) {
      entry.bytes = bytes?.length ?? 0;
      this.#bytes += entry.bytes;
      this.#trim();
    }
  }

  /** Forgets the oldest, but for the last: those who ask for it together share it, however large it is. */
  #trim(): void {
    for (const [oldest, entry] of this.#frames) {
      const isTooMuch = this.#frames.size > kept.frames || this.#events > kept.events || this.#bytes > kept.bytes;
      if (isTooMuch && this.#frames.size > 1) {
        this.#forget(oldest, entry);
      }
    }
  }

  #forget(key: string, entry: KeptFrame<Payload>): void {
    if (this.#frames.get(key) === entry) {
      this.#events -= entry.events;
      this.#bytes -= entry.bytes;
      this.#frames.delete(key);
    }
  }
}
