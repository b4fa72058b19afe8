import type { StoredEvent } from './event.js';
import type { Hub } from './hub.js';
import type { Listening } from './listening.js';
import { type ListeningRight, rightOfEveryone } from './listening-right.js';

/** What a new look at a right has found; `CHANGED` when the listener is shown something else from now on. */
export type RightNow = 'SAME' | 'CHANGED' | 'ENDED';

/**
 * The right of one subscriber over time. A right is only looked at anew where something can have changed it: the access
 * version of the account is another one, an event of the stream may change it, or its time is over. The version is read
 * after the event was committed and before it is told, so whatever was taken away before the event holds for the event.
 */
export class Listener {
  #version: string | undefined;
  #right: ListeningRight = rightOfEveryone;
  #announced: Date | null = null;

  constructor(
    private readonly hub: Hub,
    private readonly listening: Listening<unknown>,
  ) {}

  /** The right as of the last look. */
  get right(): ListeningRight {
    return this.#right;
  }

  /** The account whose access version tells of changes; null for the public. */
  get account(): string | null {
    return this.listening.listener;
  }

  /** The earliest moment at which something has to be done about this right, by the database's clock. */
  get due(): number {
    const { until, sessionEnd } = this.#right;
    const notice = sessionEnd && this.#announced?.getTime() !== sessionEnd.getTime() ? this.#noticeAt(sessionEnd) : Infinity;
    return Math.min(until?.getTime() ?? Infinity, notice);
  }

  /** The first look, and any that has to be made whatever is known; false when there is no right to listen. */
  async admit(signal: AbortSignal): Promise<boolean> {
    return (await this.#authorise(await this.#readVersion(signal), signal)) !== 'ENDED';
  }

  /** Whether rights to the stream may change at an event of a type, also for those whose own rights stay. */
  mayChangeAt(type: string): boolean {
    return this.listening.mayChangeRight(type);
  }

  /** Whether these events, or the time, or the access version can have changed the right. */
  mayHaveChanged(events: readonly StoredEvent[], version: string | undefined): boolean {
    return (
      version !== this.#version ||
      this.#isOver ||
      events.some(({ type }) => this.mayChangeAt(type))
    );
  }

  /** Looks anew where it is needed; nothing of the events may be told before. */
  async renew(events: readonly StoredEvent[], signal: AbortSignal): Promise<RightNow> {
    const version = await this.#readVersion(signal);
    return this.mayHaveChanged(events, version) ? this.#authorise(version, signal) : 'SAME';
  }

  /** Looks anew, at an access version that was read already. */
  renewAt(version: string | undefined, signal: AbortSignal): Promise<RightNow> {
    return this.#authorise(version, signal);
  }

  /** Takes over what was found for another listener of the public: there is one right for all of them. */
  adopt(right: ListeningRight): RightNow {
    const isSame = right.audience === this.#right.audience;
    this.#right = right;
    return isSame ? 'SAME' : 'CHANGED';
  }

  /** The end of the session, once, when it is near enough to be announced. */
  takeNotice(): Date | null {
    const { sessionEnd } = this.#right;
    if (
      !sessionEnd ||
      this.#announced?.getTime() === sessionEnd.getTime() ||
      this.hub.serverTime.getTime() < this.#noticeAt(sessionEnd)
    ) {
      return null;
    }
    this.#announced = sessionEnd;
    return sessionEnd;
  }

  get #isOver(): boolean {
    const { until } = this.#right;
    return until !== null && this.hub.serverTime >= until;
  }

  #noticeAt(sessionEnd: Date): number {
    return sessionEnd.getTime() - this.hub.limits.expiryNotice;
  }

  async #readVersion(signal: AbortSignal): Promise<string | undefined> {
    const { account } = this;
    return account === null ? undefined : (await this.hub.accessVersions([account], signal)).get(account);
  }

  async #authorise(version: string | undefined, signal: AbortSignal): Promise<RightNow> {
    const authorise = (): Promise<ListeningRight | null> => this.listening.authorise();
    const right = await (this.account === null
      ? this.hub.publicRight(this.listening.stream, authorise, signal)
      : this.hub.patiently(authorise, signal));
    if (!right) {
      return 'ENDED';
    }
    this.#version = version;
    return this.adopt(right);
  }
}
