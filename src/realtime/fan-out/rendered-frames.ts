import type { SharedFrame } from './member.js';

/**
 * Rendered frames that are kept for those who come to the same place a little later, as after a broken network: so many
 * of them, with so many events in all. A client may ask for much of each event.
 */
const kept = { frames: 32, events: 512 } as const;

/** Whether all of a frame could be executed, for payloads that say so. */
const isWhole = (payload: unknown): boolean => (payload as { readonly isWhole?: boolean }).isWhole !== false;

/** The frames of a group that were rendered lately: whoever needs one of them shares the execution. */
export class RenderedFrames<Payload> {
  readonly #frames = new Map<string, { readonly rendered: Promise<Payload>; readonly events: number }>();
  #events = 0;
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
    const { length: events } = frame.events;
    this.#frames.set(key, { rendered, events });
    this.#events += events;
    // What failed in part was told to those who were there; whoever comes later is to have it whole.
    const forget = (): void => this.#forget(key);
    rendered.then((payload) => isWhole(payload) || forget(), forget);
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size > kept.frames || this.#events > kept.events) {
        this.#forget(oldest);
      }
    }
    return rendered;
  }

  #forget(key: string): void {
    this.#events -= this.#frames.get(key)?.events ?? 0;
    this.#frames.delete(key);
  }
}
