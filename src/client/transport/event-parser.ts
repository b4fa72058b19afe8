/** One event of Server-Sent Events. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads Server-Sent Events (WHATWG HTML, 9.2) out of text that comes in pieces, wherever it is cut. Comments, ids and
 * whatever else a line may say are passed over.
 */
export class EventParser {
  #rest = '';
  #event = '';
  #data: string[] = [];
  /** The last piece ended with a carriage return, whose line feed may still come. */
  #isAfterReturn = false;

  /** Takes a piece and gives the events that it completes. */
  push(piece: string): readonly ServerEvent[] {
    const text = this.#isAfterReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#isAfterReturn = piece === '' ? this.#isAfterReturn : piece.endsWith('\r');
    const lines = `${this.#rest}${text}`.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): ServerEvent | null {
    if (line !== '') {
      const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (name === 'event') {
        this.#event = value;
      } else if (name === 'data') {
        this.#data.push(value);
      }
      return null;
    }
    const event = { event: this.#event || 'message', data: this.#data.join('\n') };
    const isWhole = this.#event !== '' || this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    return isWhole ? event : null;
  }
}
