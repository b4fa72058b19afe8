/** The right to listen to a stream, as it stands now. */
export interface Right {
  /** The earliest instant at which it can end by the clock alone; null for never. */
  readonly until: Date | null;
  /** Everybody with the same audience is shown the same by whatever depends on the audience alone. */
  readonly audience: string;
  /** When the listener's session ends, which is announced before; null for who has none. */
  readonly sessionEnd: Date | null;
}

/** The right of those who may listen for ever and are all shown the same. */
export const rightOfEveryone: Right = Object.freeze({ until: null, audience: '', sessionEnd: null });
