/** Durations in milliseconds, and what is said of many. */
export class Durations {
  readonly #all: number[] = [];

  /** All of several together. */
  static of(several: readonly Durations[]): Durations {
    const durations = new Durations();
    several.forEach((each) => each.#all.forEach((milliseconds) => durations.add(milliseconds)));
    return durations;
  }

  /** Adds one. */
  add(milliseconds: number): void {
    this.#all.push(milliseconds);
  }

  /** All of them, in the order in which they came. */
  get values(): readonly number[] {
    return this.#all;
  }

  /** How many there are. */
  get count(): number {
    return this.#all.length;
  }

  /** The smallest duration that so many per cent do not exceed; 0 of none. */
  percentile(percent: number): number {
    const sorted = this.#all.toSorted((one, other) => one - other);
    return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
  }

  /** For people: how many, the middle, the 99th per cent and the longest. */
  toString(): string {
    const [p50, p99, longest] = [50, 99, 100].map((percent) => Math.round(this.percentile(percent) * 10) / 10);
    return `p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms (of ${this.count})`;
  }
}
