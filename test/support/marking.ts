import { finishedPeriodMarks } from '../../src/cli/demonstration/data/finished-period.js';
import { justificationHash, markCommitment, newSalt } from '../../src/ledger/index.js';
import type { MarkValue } from '../../src/scoring/index.js';
import type { Answer, TestClient } from './client.js';
import type { ScoringCycle } from './scoring.js';

/** What a rater says of one indicator. */
export interface Mark {
  readonly value: MarkValue;
  readonly justification: string;
  readonly confidence: number | null;
  readonly citesEvidence: boolean;
}

/** What a rater says of each indicator, by its code. */
export type Marks = ReadonlyMap<string, Mark>;

/** What a client sends to submit a draft. */
export interface SentCommitment {
  readonly itemId: string;
  readonly salt: string;
  readonly hash: string;
}

interface OwnView {
  readonly evaluation: {
    readonly assignments: readonly { readonly pseudonym: string }[];
    readonly items: readonly {
      readonly id: string;
      readonly draft: { kind: MarkValue['kind']; points: string; level: string; justification: string } | null;
    }[];
  };
}

/** Two raters' marks of a council, of which no two are alike: not in the value, the length of the text, the rest. */
export function differingMarks(councilCode = 'UZ-AN'): { readonly some: Marks; readonly other: Marks } {
  const given = finishedPeriodMarks().filter((mark) => mark.councilCode === councilCode);
  const pairs = [...Map.groupBy(given, (mark) => mark.indicatorCode)].map(([code, marks]) => {
    const [some] = marks as [(typeof marks)[number]];
    const another = marks.find((mark) => JSON.stringify(mark.value) !== JSON.stringify(some.value));
    const value: MarkValue = another?.value ?? { kind: 'NO_EVIDENCE' };
    const justification = `${some.justification} Bunga yana bir necha soʻz qoʻshildi.`;
    const first: Mark = { ...some, confidence: 5, citesEvidence: true };
    const second: Mark = { value, justification, confidence: null, citesEvidence: false };
    return [code, first, second] as const;
  });
  return {
    some: new Map(pairs.map(([code, first]) => [code, first])),
    other: new Map(pairs.map(([code, , second]) => [code, second])),
  };
}

function valueOf(kind: MarkValue['kind'], points: string, level: string): MarkValue {
  if (kind === 'POINTS') {
    return { kind, points };
  }
  return kind === 'LEVEL' ? { kind, level } : { kind };
}

type Payloads = Readonly<Record<string, { readonly errors: readonly object[] }>>;

function accepted(answer: Answer<Payloads>): void {
  const payloads = Object.values(answer.data ?? {});
  if (payloads.length === 0 || payloads.some(({ errors }) => errors.length > 0)) {
    throw new Error(`A mark was refused: ${JSON.stringify(answer)}`);
  }
}

/** A rater at work through the public door, as a client does it. */
export class MarkingRater {
  constructor(
    readonly client: TestClient,
    private readonly cycle: ScoringCycle,
    /** A piece of evidence for every indicator. */
    private readonly evidenceId: string,
  ) {}

  /** Saves a draft of each mark. Throws when one is refused. */
  async save(marks: Marks, firstKey: string | null = null): Promise<void> {
    let idempotencyKey = firstKey;
    for (const [code, { value, justification, confidence, citesEvidence }] of marks) {
      const input = {
        itemId: this.cycle.items.get(code),
        value: {
          kind: value.kind,
          points: value.kind === 'POINTS' ? value.points : null,
          level: value.kind === 'LEVEL' ? value.level : null,
        },
        justification,
        confidence,
        evidenceIds: citesEvidence ? [this.evidenceId] : [],
        idempotencyKey,
      };
      const text = 'mutation ($input: ScoreSaveInput!) { scoreSave(input: $input) { errors { code path } } }';
      accepted(await this.client.send<Payloads>(text, { input }));
      idempotencyKey = null;
    }
  }

  /** Makes a commitment to each draft as it is kept. */
  async commitments(): Promise<readonly SentCommitment[]> {
    const { data } = await this.client.send<OwnView>(
      `query ($id: ID!) { evaluation(id: $id) {
        assignments { pseudonym } items { id draft { kind points level justification } } } }`,
      { id: this.cycle.evaluationId },
    );
    return (data?.evaluation.items ?? []).flatMap(({ id, draft }) => {
      if (!draft) {
        return [];
      }
      const salt = newSalt();
      const hash = markCommitment({
        cycle: this.cycle.cycleId,
        evaluationItem: id,
        round: 0,
        rater: data?.evaluation.assignments[0]?.pseudonym ?? '',
        value: valueOf(draft.kind, draft.points, draft.level),
        justificationHash: justificationHash(draft.justification, salt) ?? '',
        salt,
      });
      return [{ itemId: id, salt, hash: hash ?? '' }];
    });
  }

  /** Sends commitments and gives the answer. */
  send(commitments: readonly SentCommitment[], idempotencyKey: string | null = null): Promise<Answer<Payloads>> {
    return this.client.send(
      'mutation ($input: ScoreSubmitInput!) { scoreSubmit(input: $input) { errors { code path } } }',
      { input: { evaluationId: this.cycle.evaluationId, commitments, idempotencyKey } },
    );
  }

  /** Submits all drafts, in two parts where two keys are given. Throws when that is refused. */
  async submit(keys: readonly (string | null)[] = [null]): Promise<void> {
    const all = await this.commitments();
    const size = Math.ceil(all.length / keys.length);
    for (const [part, key] of keys.entries()) {
      const sent = all.slice(part * size, (part + 1) * size);
      accepted(await this.send(sent, key));
    }
  }
}
