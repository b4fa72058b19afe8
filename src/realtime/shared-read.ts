/**
 * One question that many ask at the same time: who asks while it is being read waits for the next read, which serves
 * everybody who has asked by then. An answer never comes from a read that began before the question.
 */
export class SharedRead<Answer> {
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Answer> | null = null;

  /**
   * The answer of a read that begins after this call. Rejects when that read does.
   * @param read how the answer is read; of several who wait for the same read, that of the first is used
   */
  ask(read: () => Promise<Answer>): Promise<Answer> {
    this.#next ??= this.#after(this.#running, read);
    return this.#next;
  }

  async #after(before: Promise<unknown>, read: () => Promise<Answer>): Promise<Answer> {
    await before;
    this.#next = null;
    const answer = read();
    this.#running = answer.catch(() => undefined);
    return answer;
  }
}
