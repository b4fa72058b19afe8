import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import type { MarkValue } from '../../../src/scoring/index.js';
import type { TestClient } from '../../support/client.js';
import type { JointCycle } from './joint-cycle.js';
import { disputedOf, judged, playedMark, playedSalt } from './play-marks.js';
import { act, commitmentOf, draftOf, type PlayedMark } from './player.js';

/** Who plays, and how much. */
export interface Play {
  readonly cycle: JointCycle;
  readonly councils: readonly string[];
  /** Account names. The last one records a dissent wherever raters disagreed. */
  readonly raters: readonly string[];
  /** Blind rounds of each disputed item. */
  readonly rounds: number;
  /** Disputed items of each council. */
  readonly disputed: number;
  /** The client of somebody by account name: raters, `facilitator`, `manager`, `approver`, `approver2`. */
  readonly client: (name: string) => TestClient;
}

/** Parts of a list. */
const parts = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

interface AgendaItem {
  readonly id: string;
  readonly state: string;
  readonly indicatorCode: string;
  readonly proposal: { readonly id: string } | null;
  readonly council: { readonly code: string };
}

interface AgendaPage {
  readonly nodes: readonly AgendaItem[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Plays a whole cycle, from the first mark to the publication, by clients of the public door. */
export class PlayedCycle {
  #sessionId = '';

  constructor(private readonly play: Play) {}

  /** The session, once it is opened. */
  get sessionId(): string {
    return this.#sessionId;
  }

  /** All of it. Gives the id of the publication. */
  async run(): Promise<string> {
    await this.markAlone();
    await this.advance('manager', 'DELIBERATION');
    await this.openSession();
    await this.agreeOnTheRest();
    await this.discuss();
    await this.close();
    return this.publish();
  }

  /** Round 0: each rater by themself. */
  async markAlone(): Promise<void> {
    const { cycle, councils, raters } = this.play;
    await Promise.all(
      raters.map(async (name, rater) => {
        for (const council of councils) {
          const marks = judged.map((indicator) => this.mark(rater, council, indicator.code, 0));
          for (const mark of marks) {
            await act(this.#of(name), 'scoreSave', draftOf(mark));
          }
          const evaluationId = cycle.evaluations.get(council) ?? '';
          await act(this.#of(name), 'scoreSubmit', { evaluationId, commitments: marks.map(commitmentOf) });
        }
      }),
    );
  }

  /** Schedules the session over all councils, has everybody check in, and opens it. */
  async openSession(): Promise<void> {
    const { cycle, councils, raters } = this.play;
    const { id } = await act<{ id: string }>(
      this.#of('manager'),
      'ratingSessionSchedule',
      {
        ratingCycleId: cycle.cycleId,
        title: { uzLatn: 'Barcha kengashlar boʻyicha sessiya' },
        startsAt: '2027-01-15T09:00:00Z',
        evaluationIds: councils.map((council) => cycle.evaluations.get(council)),
        facilitatorAccountId: account('facilitator'),
        deputyAccountIds: [account('facilitator2')],
      },
      'ratingSession { id }',
    );
    this.#sessionId = id;
    for (const name of raters) {
      await act(this.#of(name), 'checkIn', { id });
    }
    await act(this.#of('facilitator'), 'ratingSessionOpen', { id, term: 1 });
  }

  /** The consent list: everybody confirms what all said alike. */
  async agreeOnTheRest(): Promise<void> {
    const proposals = (await this.agenda()).flatMap(({ proposal }) => (proposal ? [proposal.id] : []));
    for (const name of this.play.raters.slice(0, -1)) {
      for (const proposalIds of parts(proposals, 100)) {
        await act(this.#of(name), 'consensusVote', { proposalIds, vote: 'CONFIRM' });
      }
    }
  }

  /** The rest of the agenda: rounds of blind marks, then what most say is proposed, and agreed on or not. */
  async discuss(): Promise<void> {
    const lead = this.#of('facilitator');
    for (const item of await this.agenda()) {
      if (item.state !== 'DISCUSSION') {
        continue;
      }
      const { id } = item;
      await act(lead, 'ratingSessionItemActivate', { id, term: 1 });
      for (let round = 1; round <= this.play.rounds; round += 1) {
        await this.holdRound(item, round);
        if (round < this.play.rounds) {
          await act(lead, 'ratingSessionItemDiscuss', { id, term: 1 });
        }
      }
      await this.conclude(item);
    }
  }

  async holdRound({ id, indicatorCode, council: { code: council } }: AgendaItem, round: number): Promise<void> {
    const { cycle, raters } = this.play;
    const lead = this.#of('facilitator');
    await act(lead, 'ratingSessionItemOpenRound', { id, term: 1, durationMs: 600_000 });
    const evaluationId = cycle.evaluations.get(council) ?? '';
    await Promise.all(
      raters.map(async (name, rater) => {
        const mark = this.mark(rater, council, indicatorCode, round);
        await act(this.#of(name), 'scoreSave', draftOf(mark));
        await act(this.#of(name), 'scoreSubmit', { evaluationId, commitments: [commitmentOf(mark)] });
      }),
    );
    await act(lead, 'ratingSessionItemCloseRound', { id, term: 1 });
    await act(lead, 'ratingSessionItemReveal', { id, term: 1 });
  }

  /** Proposes what the first rater says; all but one confirm. */
  async conclude({ id, indicatorCode, council: { code: council } }: AgendaItem): Promise<void> {
    const { raters, rounds } = this.play;
    const { value } = this.mark(0, council, indicatorCode, rounds);
    const { proposal } = await act<{ proposal: { id: string } }>(
      this.#of('facilitator'),
      'ratingSessionItemPropose',
      { id, term: 1, value: inputOf(value), rationale: 'Koʻpchilik shu fikrda' },
      'ratingSessionItem { proposal { id } }',
    );
    const dissenter = raters.at(-1) ?? '';
    await act(this.#of(dissenter), 'dissentRecord', { id, text: 'Bu ballga qoʻshilmayman' });
    for (const name of raters.slice(0, -1)) {
      await act(this.#of(name), 'consensusVote', { proposalIds: [proposal.id], vote: 'CONFIRM' });
    }
  }

  /** Closes the session; those who were there sign its protocol. */
  async close(): Promise<void> {
    const id = this.#sessionId;
    const { protocol } = await act<{ protocol: { hash: string } }>(
      this.#of('facilitator'),
      'ratingSessionClose',
      { id, term: 1 },
      'ratingSession { protocol { hash } }',
    );
    for (const name of this.play.raters.slice(0, -1)) {
      await act(this.#of(name), 'ratingSessionSign', { id, protocolHash: protocol.hash });
    }
  }

  /** Takes the cycle on to the table that two approvers approve. */
  async publish(): Promise<string> {
    await this.advance('approver', 'PRELIMINARY');
    await this.advance('manager', 'APPEALS');
    await this.advance('manager', 'FINAL');
    return this.approve();
  }

  /** Two approvers approve the table of the cycle. Gives the id of the publication. */
  async approve(): Promise<string> {
    const { data } = await this.#of('approver').send<{ publications: { nodes: { id: string; snapshotHash: string; state: string }[] } }>(
      '{ publications(first: 5) { nodes { id snapshotHash state } } }',
    );
    const staged = data?.publications.nodes.find(({ state }) => state === 'STAGED');
    const input = { id: staged?.id, snapshotHash: staged?.snapshotHash };
    await act(this.#of('approver'), 'publicationApprove', input);
    await act(this.#of('approver2'), 'publicationApprove', input);
    return staged?.id ?? '';
  }

  async advance(name: string, to: string): Promise<void> {
    const id = this.play.cycle.cycleId;
    const { data } = await this.#of(name).send<{ ratingCycle: { version: number } }>(
      'query ($id: ID!) { ratingCycle(id: $id) { version } }',
      { id },
    );
    await act(this.#of(name), 'ratingCycleAdvance', { id, to, version: data?.ratingCycle.version });
  }

  /** The agenda as whoever leads sees it, page by page. */
  async agenda(): Promise<readonly AgendaItem[]> {
    const found: AgendaItem[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { nodes, pageInfo }: AgendaPage = await this.#page(after === '' ? null : after);
      found.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    return found;
  }

  async #page(after: string | null): Promise<AgendaPage> {
    const { data, errors } = await this.#of('facilitator').send<{ ratingSession: { items: AgendaPage } }>(
      `query ($id: ID!, $after: Cursor) { ratingSession(id: $id) { items(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id state indicatorCode proposal { id } council { code } }
      } } }`,
      { id: this.#sessionId, after },
    );
    if (!data) {
      throw new Error(`there is no agenda: ${JSON.stringify(errors)}`);
    }
    return data.ratingSession.items;
  }

  #of(name: string): TestClient {
    return this.play.client(name);
  }

  /** What a rater, by their place, says of an item in a round. */
  mark(rater: number, council: string, code: string, round: number): PlayedMark {
    const { cycle, raters, disputed } = this.play;
    const name = raters[rater] ?? '';
    const indicator = judged.find((each) => each.code === code);
    if (!indicator) {
      throw new Error(`nobody judges ${code}`);
    }
    return {
      cycleId: cycle.cycleId,
      evaluationId: cycle.evaluations.get(council) ?? '',
      itemId: cycle.items.get(`${council} ${code}`) ?? '',
      round,
      pseudonym: cycle.pseudonyms.get(`${name} ${council}`) ?? '',
      value: playedMark({ council, indicator, rater, round, isDisputed: disputedOf(council, disputed).includes(code) }),
      justification: 'Kengash bayonnomalari va hisobotlari oʻqib chiqildi, dalillar bilan solishtirildi.',
      salt: playedSalt(name, council, code, round),
      ...(round > 0 ? { changeReason: { kind: 'ARGUMENT', text: 'Muhokamada keltirilgan dalillar' } } : {}),
    };
  }
}

const inputOf = (value: MarkValue) => ({
  kind: value.kind,
  points: value.kind === 'POINTS' ? value.points : null,
  level: value.kind === 'LEVEL' ? value.level : null,
});
