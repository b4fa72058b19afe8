import { refuse } from '../fault.js';
import { decodedAs } from './input.js';

/** The most bytes of one line: a reveal of thousands of marks has less. */
const mostLineBytes = 16 * 1024 * 1024;

const lineEnd = 0x0a;

/** The lines of a text in UTF-8, one after another, never more than one of them in memory. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, onBytes: (done: number) => void): AsyncGenerator<string> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let number = 1;
  let done = 0;
  const take = (): string => {
    const place = `line ${number}`;
    const line = Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    number += 1;
    return decodedAs(place, () => new TextDecoder('utf-8', { fatal: true }).decode(line));
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, from)) {
      waiting.push(chunk.subarray(from, end));
      from = end + 1;
      yield take();
    }
    waiting.push(chunk.subarray(from));
    waitingBytes += chunk.length - from;
    if (waitingBytes > mostLineBytes) {
      refuse('TOO_LARGE', `line ${number}`, `This line has more than ${mostLineBytes} bytes.`);
    }
    done += chunk.length;
    onBytes(done);
  }
  if (waitingBytes > 0) {
    yield take();
  }
}
