/** What a process of readers is told at its start. */
export interface ReaderTask {
  readonly urls: readonly string[];
  readonly councilIds: readonly string[];
  readonly count: number;
  readonly ballast: number;
  readonly seed: number;
  /** The greatest wait of a client before it comes back, in milliseconds. */
  readonly jitter?: number;
  /** Where it writes what its clients have applied, one line of JSON for each. */
  readonly file: string;
}

/** What it is told: to cut all its sockets at once, and at the end, how far its clients have to get, by stream. */
export type ReaderOrder =
  | { readonly kind: 'drop' }
  | { readonly kind: 'finish'; readonly heads: readonly (readonly [stream: string, seq: number])[] };

/** What it tells. */
export type ReaderAnswer =
  | { readonly kind: 'live' }
  /** All are there again; the milliseconds from the loss of a connection until what was missed was there. */
  | { readonly kind: 'back'; readonly gaps: readonly number[] }
  | {
      readonly kind: 'done';
      readonly closes: readonly (readonly [code: number, times: number])[];
      readonly failures: readonly string[];
      readonly recovered: number;
      readonly anew: number;
      readonly duplicates: number;
    };
