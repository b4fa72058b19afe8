const marker = Buffer.from('"seq":');
const zero = 0x30;
const nine = 0x39;

/**
 * Tells every sequence in a message: the digits after each `"seq":`, whatever is around them. All that are measured
 * carry their events as JSON or as a text that is JSON, so this needs no parser.
 */
export function eachSequence(bytes: Buffer, start: number, end: number, tell: (sequence: number, endsAt: number) => void): void {
  for (let at = bytes.indexOf(marker, start); at !== -1 && at < end; at = bytes.indexOf(marker, at)) {
    at += marker.length;
    let sequence = 0;
    for (let digit = bytes[at] ?? 0; at < end && digit >= zero && digit <= nine; digit = bytes[at] ?? 0) {
      sequence = sequence * 10 + digit - zero;
      at += 1;
    }
    tell(sequence, at);
  }
}

/** The moment of publication that follows a sequence as `,"at":1234.5`, in milliseconds; null where there is none. */
export function publishedAt(bytes: Buffer, afterSequence: number): number | null {
  const told = /^,"at":([0-9.]+)/.exec(bytes.toString('latin1', afterSequence, afterSequence + 40))?.[1];
  return told === undefined ? null : Number(told);
}
