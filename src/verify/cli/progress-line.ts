import type { Terminal } from './terminal.js';

const width = 24;

/** Shows how far something has come: a bar that moves where a person looks, a line for each quarter where none does. */
export class ProgressLine {
  #name = '';
  #quarter = -1;
  #isShown = false;

  constructor(
    private readonly terminal: Pick<Terminal, 'aside' | 'isInteractive'>,
    private readonly isQuiet: boolean,
  ) {}

  /** So much is done of a part of the work; of an unknown total, null. */
  tell(name: string, done: number, total: number | null): void {
    if (this.isQuiet) {
      return;
    }
    if (this.terminal.isInteractive) {
      this.#isShown = true;
      this.terminal.aside(`\r\u001B[K${total === null ? `${name}: ${done}` : `${bar(done, total)} ${name}: ${done} of ${total}`}`);
      return;
    }
    const quarter = total ? Math.floor((done / total) * 4) : 4;
    if (total !== null && (name !== this.#name || quarter !== this.#quarter)) {
      [this.#name, this.#quarter] = [name, quarter];
      if (done > 0 || total === 0) {
        this.terminal.aside(`${name}: ${done} of ${total}\n`);
      }
    }
  }

  /** Takes the bar away before something else is written. */
  clear(): void {
    if (this.#isShown) {
      this.#isShown = false;
      this.terminal.aside('\r\u001B[K');
    }
  }
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? width : Math.floor((done / total) * width);
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]`;
}
