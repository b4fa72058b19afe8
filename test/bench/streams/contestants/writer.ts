import { setTimeout as sleep } from 'node:timers/promises';
import { encodeNodeId } from '../../../../src/relay/nodes/node-id.js';
import type { TestClient } from '../../../support/client.js';
import { monotonicNow } from '../wire/clock.js';
import type { BenchCouncil } from './bench-database.js';

const update = `mutation ($input: CouncilUpdateInput!) { councilUpdate(input: $input) { errors { code } } }`;

interface Answer {
  readonly councilUpdate: { readonly errors: readonly { readonly code: string }[] };
}

/** Whoever changes one council's card, over and over, through the public door. */
export class CouncilWriter {
  #version: number;

  constructor(
    private readonly client: TestClient,
    private readonly council: BenchCouncil,
  ) {
    this.#version = council.version;
  }

  /** Writes once; answers the milliseconds until it was acknowledged. Throws when it was refused. */
  async write(): Promise<number> {
    const started = monotonicNow();
    const phone = `+998 ${100_000_000 + this.#version}`;
    const input = { id: encodeNodeId('Council', this.council.id), version: this.#version, phone };
    const answer = await this.client.send<Answer>(update, { input });
    if (answer.data?.councilUpdate.errors.length !== 0) {
      throw new Error(`The write was refused: ${JSON.stringify(answer)}`);
    }
    this.#version += 1;
    return monotonicNow() - started;
  }

  /** Writes at times that are fixed beforehand; one that is late is made up for at once. Answers how long each took. */
  async writeOnSchedule(writes: number, perSecond: number, delay = 0): Promise<readonly number[]> {
    const started = monotonicNow() + delay;
    const took: number[] = [];
    for (let nth = 0; nth < writes; nth += 1) {
      await sleep(Math.max(0, started + (nth * 1_000) / perSecond - monotonicNow()));
      took.push(await this.write());
    }
    return took;
  }
}
