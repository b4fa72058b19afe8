import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import type { TestClient } from '../../support/client.js';

/** A mark, or its place, as a viewer is told of it. */
interface SeenMark {
  readonly rater: string;
  readonly round: number;
  readonly kind: string | null;
  readonly points: string | null;
}

interface SeenRound {
  readonly number: number;
  readonly state: string;
  readonly roll: object | null;
  readonly progress: object | null;
  readonly summary: object | null;
  readonly marks: readonly SeenMark[];
}

interface SeenItem {
  readonly state: string;
  readonly rounds: readonly SeenRound[];
  readonly evaluationItem: { readonly withheld: number | null; readonly openRound: number | null; readonly scores: readonly SeenMark[] } | null;
}

const query = `query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { state proposal { kind points } proposals { kind points } rounds {
  number state roll { marked passed absent recused } progress { responded entitled }
  summary { marks counts { kind points count } aggregate median minimum maximum disagreementIndex consensus }
  marks { rater round kind points } }
  evaluationItem { state withheld openRound scores { rater round kind points } } } } }`;

/** Rounds whose marks nobody may see: being marked, closed but not revealed, given up. */
const hidden: ReadonlySet<string> = new Set(['SCORING', 'CLOSED', 'VOID']);

/** Somebody who looks. */
export interface Onlooker {
  readonly name: string;
  readonly client: TestClient;
  /** The pseudonym under which they mark themselves; null for whoever does not. */
  readonly pseudonym: string | null;
  /** Whether the progress of a round may be for them: they lead, or have led. */
  readonly mayLead: boolean;
}

/** People who ask the public door for everything that an item has, over and over, and what they were told that they may not. */
export class Onlookers {
  /** How often an item with hidden marks was read, and how many revealed marks were seen: with none the rest says nothing. */
  readonly looks = { atHidden: 0, revealedMarks: 0 };
  readonly #before = new Map<string, string>();

  constructor(private readonly people: readonly Onlooker[]) {}

  /** Looks at an item. Where nothing but hidden things were done since the last look, all must look as it did. */
  async look(sessionItemId: string, onlyHiddenThings: boolean): Promise<readonly string[]> {
    const id = encodeNodeId('RatingSessionItem', sessionItemId);
    const found = await Promise.all(this.people.map((person) => this.#lookAs(person, id, onlyHiddenThings)));
    return found.flat();
  }

  async #lookAs({ name, client, pseudonym, mayLead }: Onlooker, id: string, onlyHiddenThings: boolean): Promise<readonly string[]> {
    const { data, errors } = await client.send<{ node: SeenItem | null }>(query, { id });
    const item = data?.node;
    if (!item) {
      return [`${name} sees no item: ${JSON.stringify(errors)}`];
    }
    const told: string[] = [];
    const rounds = item.rounds.filter(({ state }) => hidden.has(state));
    for (const round of rounds) {
      told.push(
        ...(round.marks.length > 0 ? [`${name} sees marks of round ${round.number}`] : []),
        ...(round.summary === null ? [] : [`${name} sees the summary of round ${round.number}`]),
        ...(round.roll === null ? [] : [`${name} sees the roll of round ${round.number}`]),
        ...(round.progress === null || mayLead ? [] : [`${name} sees how far round ${round.number} is`]),
      );
    }
    const numbers = new Set(rounds.map(({ number }) => number));
    const scores = item.evaluationItem?.scores ?? [];
    told.push(
      ...scores
        .filter(({ rater, round, kind, points }) => numbers.has(round) && rater !== pseudonym && (kind !== null || points !== null))
        .map(({ round }) => `${name} sees a mark of round ${round} of the item`),
    );
    this.looks.atHidden += rounds.length > 0 ? 1 : 0;
    this.looks.revealedMarks += item.rounds.flatMap(({ marks }) => marks).length;
    // Nobody else's hidden mark changes anything; what is one's own, or told to whoever leads, does.
    const others = {
      ...item,
      rounds: item.rounds.map((round) => ({ ...round, progress: null })),
      evaluationItem: item.evaluationItem && { ...item.evaluationItem, scores: scores.filter(({ rater }) => rater !== pseudonym) },
    };
    const now = JSON.stringify(others);
    const key = `${name} ${id}`;
    if (onlyHiddenThings && this.#before.has(key) && this.#before.get(key) !== now) {
      told.push(`${name} sees that somebody has marked: ${this.#before.get(key) ?? ''} became ${now}`);
    }
    this.#before.set(key, now);
    return told;
  }
}
