/**
 * One question that many ask at the same time: who asks while it is being read waits for the next read, which serves
 * everybody who has asked by then. An answer never comes from a read that began before the question.
 */
export class JointRead<Answer> {
  #running: Promise<unknown> | null = null;
  #next: Promise<Answer> | null = null;

  /** @param rest waits between two reads, so that more can ask for the second */
  constructor(private readonly rest: () => Promise<void>) {}

  /**
   * The answer of a read that begins after this call. Rejects when that read does.
   * @param read how the answer is read; of several who wait for the same read, that of the first is used
   */
  ask(read: () => Promise<Answer>): Promise<Answer> {
    this.#next ??= this.#read(read);
    return this.#next;
  }

  async #read(read: () => Promise<Answer>): Promise<Answer> {
    // A microtask later at the least, so that all who ask at once are in the first read already.
    await (this.#running ? this.#running.then(() => this.rest()) : null);
    this.#next = null;
    const answer = read();
    const running: Promise<void> = answer.then(
      () => this.#ended(running),
      () => this.#ended(running),
    );
    this.#running = running;
    return answer;
  }

  #ended(running: Promise<unknown>): void {
    this.#running = this.#running === running ? null : this.#running;
  }
}
