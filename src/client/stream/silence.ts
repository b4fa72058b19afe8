/** How long a server may be silent, in milliseconds. It sends a checkpoint after 15 seconds without a frame. */
export interface SilenceLimits {
  /** Until people should be told. */
  readonly told: number;
  /** Until another connection is tried. */
  readonly most: number;
}

/** What holds unless the program says otherwise. */
export const defaultSilence: SilenceLimits = { told: 20_000, most: 35_000 };

/** Notices that nothing comes. */
export class Silence {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly limits: SilenceLimits,
    private readonly listener: { readonly silent: () => void; readonly tooLong: () => void },
  ) {}

  /** Something came, or something is expected from now on. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.listener.tooLong(), this.limits.most - this.limits.told);
      this.listener.silent();
    }, this.limits.told);
  }

  /** Nothing is expected. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
