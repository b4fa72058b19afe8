import type { Terminal } from '../../../src/verify/index.js';

/** A terminal that keeps what is written. */
export class TestTerminal implements Terminal {
  readonly lines: string[] = [];
  readonly written: string[] = [];
  stdin: AsyncIterable<Uint8Array> = noBytes();
  fetcher: typeof fetch = () => Promise.reject(new Error('there is no web'));
  isInteractive = false;

  readonly out = (line: string): void => {
    this.lines.push(line);
  };

  readonly aside = (text: string): void => {
    this.written.push(text);
  };

  readonly now = (): number => 1_770_000_000_000;

  /** The last line of the result: the one that counts. */
  get result(): string {
    return this.lines.at(-1) ?? '';
  }
}

// oxlint-disable-next-line eslint/no-empty-function
async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** Bytes without end of line, for ever. */
export async function* endlessBytes(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield new Uint8Array(4_000_000).fill(32);
  }
}

/** Bytes in pieces of a thousand. */
export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) {
    yield bytes.subarray(at, at + 1_000);
  }
}
