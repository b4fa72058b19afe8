import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** A question on the terminal; a secret's answer is not shown. */
export interface Question {
  readonly text: string;
  readonly isSecret?: boolean;
}

/**
 * Asks one question after the other, of a person at a terminal or of a pipe with a line for each. Throws an error with
 * INPUT_ENDED when the input ends before the last answer.
 */
export async function ask(questions: readonly Question[]): Promise<readonly string[]> {
  let isSilent = false;
  const echo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isSilent) {
        process.stdout.write(chunk);
      }
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: echo, terminal: process.stdin.isTTY === true });
  const lines = terminal[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const { text, isSecret = false } of questions) {
      process.stdout.write(text);
      isSilent = isSecret;
      const line = await lines.next();
      if (line.done === true) {
        throw Object.assign(new Error('The input ended before the answer.'), { code: 'INPUT_ENDED' });
      }
      if (isSilent || !process.stdin.isTTY) {
        process.stdout.write('\n');
      }
      answers.push(line.value);
    }
    return answers;
  } finally {
    terminal.close();
  }
}
