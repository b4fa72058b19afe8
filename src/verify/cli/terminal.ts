/** What a command works with besides its arguments; a program or a test may bring its own. */
export interface Terminal {
  /** Writes a line of the result. */
  readonly out: (line: string) => void;
  /** Writes to the side, where progress and hints go. */
  readonly aside: (text: string) => void;
  /** Whether a person looks at what is written to the side. */
  readonly isInteractive: boolean;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fetcher: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The terminal of this process. What nobody reads any more is lost, and ends nothing. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    aside: (text) => process.stderr.write(text),
    isInteractive: process.stderr.isTTY === true,
    get stdin() {
      return process.stdin;
    },
    fetcher: fetch,
    now: Date.now,
  };
}
