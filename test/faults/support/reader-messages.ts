/** What a process of readers is told at its start. */
export interface ReaderTask {
  readonly urls: readonly string[];
  readonly councilIds: readonly string[];
  readonly count: number;
  readonly ballast: number;
  readonly seed: number;
  /** Where it writes what its clients have applied, one line of JSON for each. */
  readonly file: string;
}

/** What it is told at the end: how far its clients have to get, by stream. */
export interface ReaderOrder {
  readonly heads: readonly (readonly [stream: string, seq: number])[];
}

/** What it tells. */
export type ReaderAnswer =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'done';
      readonly closes: readonly (readonly [code: number, times: number])[];
      readonly failures: readonly string[];
      readonly recovered: number;
      readonly anew: number;
      readonly duplicates: number;
    };
