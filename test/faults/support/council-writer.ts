import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestClient } from '../../support/client.js';
import { type Card, readCard } from '../../streams/support/council-card.js';
import { refusalIn, sendUpdate } from './council-update.js';
import { Durations } from './durations.js';

/** A write and what became of it. */
export interface Write {
  readonly key: string;
  readonly phone: string;
  isAcknowledged: boolean;
}

/** What passes: the node or its database is gone or going. A refusal would be repeated for ever. */
const passing = /DATABASE_UNAVAILABLE|OUTCOME_UNKNOWN|TIMEOUT|SERVER_STOPPING/;

/**
 * Gives a council one telephone number after the other. What is not answered is sent again under its key, to the next
 * node, until it is.
 */
export class CouncilWriter {
  readonly writes: Write[] = [];
  /** From the first sending of a write to its acknowledgement. */
  readonly latencies = new Durations();
  /** Told of every acknowledgement, in the turn in which it came. */
  onAcknowledged: () => void = () => undefined;
  #version: number;
  #turn: number;

  private constructor(
    readonly card: Card,
    readonly token: string,
    private readonly urls: () => readonly string[],
    turn: number,
  ) {
    this.#version = card.version;
    this.#turn = turn;
  }

  /** Reads the card of a council; writes begin at the node of the turn. */
  static async of(client: TestClient, code: string, urls: () => readonly string[], turn = 0): Promise<CouncilWriter> {
    return new CouncilWriter(await readCard(client, code), client.token ?? '', urls, turn);
  }

  /** Writes once. Throws when it is refused, and when it is to be given up without an answer. */
  async write(isGivenUp: () => boolean = () => false): Promise<void> {
    const number = String(100_000_000 + this.#version);
    const write: Write = { key: randomUUID(), phone: `+998 ${number}`, isAcknowledged: false };
    this.writes.push(write);
    const started = performance.now();
    const input = { id: this.card.id, version: this.#version, phone: write.phone, idempotencyKey: write.key };
    for (;;) {
      const refusal = await this.send(input);
      if (refusal === null) {
        break;
      }
      if (!passing.test(refusal) || isGivenUp()) {
        throw new Error(`The write was refused: ${refusal}`);
      }
      this.#turn += 1;
      await sleep(20);
    }
    write.isAcknowledged = true;
    this.onAcknowledged();
    this.#version += 1;
    this.latencies.add(performance.now() - started);
  }

  /** Sends an input to the node whose turn it is; null when it was acknowledged, else why not. */
  private async send(input: object): Promise<string | null> {
    const urls = this.urls();
    const url = urls[this.#turn % Math.max(1, urls.length)];
    const answer = url === undefined ? { lost: 'there is no node' } : await sendUpdate(url, this.token, input);
    // Where the connection broke, or what came was cut short, nobody knows what happened: it is asked again.
    return 'lost' in answer ? `OUTCOME_UNKNOWN: ${answer.lost}` : refusalIn(answer);
  }
}
