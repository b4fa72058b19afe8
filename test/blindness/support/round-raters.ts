import type { MarkValue } from '../../../src/scoring/index.js';
import { newSalt } from '../../../src/ledger/index.js';
import { act, commitmentOf, draftOf, type PlayedMark } from '../../rating-sessions/support/player.js';
import { markedIndicator } from './scenes.js';
import { clientOf, type World, type Worlds } from './worlds.js';

/** Two marks that are alike in nothing: not in the value, the length of the text, the reason. */
export const oneMark: RoundMark = { value: { kind: 'POINTS', points: '6' }, text: 'Muhokamada aytilganlar inobatga olindi.', reason: 'ARGUMENT' };
export const otherMark: RoundMark = {
  value: { kind: 'NO_EVIDENCE' },
  text: 'Muhokamada aytilganlar inobatga olindi, dalillar esa yana bir bor koʻrib chiqildi va yetarli emas deb topildi.',
  reason: 'MISREAD',
};

/** What a rater says in a round. */
export interface RoundMark {
  readonly value: MarkValue;
  readonly text: string;
  readonly reason: string;
}

/** What the raters of the open round of a world do, by the public door. */
export interface RoundRaters {
  draft(name: string, mark: RoundMark): Promise<void>;
  submit(name: string, mark: RoundMark): Promise<void>;
  pass(name: string): Promise<void>;
  /** `rater2`, who has not responded yet, passes, and whoever leads closes the round. */
  close(): Promise<void>;
}

interface Own {
  readonly evaluation: { readonly assignments: readonly { readonly pseudonym: string }[] };
}

/** The raters of a world. Each step throws when it is refused. */
export function roundRatersOf({ cycle, session }: Worlds, world: World): RoundRaters {
  const place = { id: session.sessionItemId };
  const played = async (name: string, { value, text, reason }: RoundMark): Promise<PlayedMark> => {
    const query = 'query ($id: ID!) { evaluation(id: $id) { assignments { pseudonym } } }';
    const { data } = await clientOf(world, name).send<Own>(query, { id: cycle.evaluationId });
    return {
      cycleId: cycle.cycleId,
      evaluationId: cycle.evaluationId,
      itemId: cycle.items.get(markedIndicator) ?? '',
      round: 2,
      pseudonym: data?.evaluation.assignments[0]?.pseudonym ?? '',
      value,
      justification: text,
      salt: newSalt(),
      changeReason: { kind: reason },
    };
  };
  const pass = async (name: string): Promise<void> => void (await act(clientOf(world, name), 'ratingSessionItemPass', place));
  return {
    pass,
    draft: async (name, mark) => void (await act(clientOf(world, name), 'scoreSave', draftOf(await played(name, mark)))),
    submit: async (name, mark) => {
      const sent = await played(name, mark);
      await act(clientOf(world, name), 'scoreSave', draftOf(sent));
      await act(clientOf(world, name), 'scoreSubmit', { evaluationId: sent.evaluationId, commitments: [commitmentOf(sent)] });
    },
    close: async () => {
      await pass('rater2');
      await act(clientOf(world, 'facilitator'), 'ratingSessionItemCloseRound', { ...place, term: 1 });
    },
  };
}

/** The same number of raters have responded in either world after each, so that "k of n" does not part them. */
export interface Moment {
  readonly name: string;
  readonly inOne: (raters: RoundRaters) => Promise<unknown>;
  readonly inOther: (raters: RoundRaters) => Promise<unknown>;
}

/** The moments of an open round, in their order, each after the one before. */
export const moments: readonly Moment[] = [
  {
    name: 'a hidden draft differs',
    inOne: (raters) => raters.draft('rater1', oneMark),
    inOther: (raters) => raters.draft('rater1', otherMark),
  },
  {
    name: 'submitted marks differ in value',
    inOne: (raters) => raters.submit('rater1', oneMark),
    inOther: (raters) => raters.submit('rater1', otherMark),
  },
  {
    name: 'a rater has replaced a mark in one, twice, and in the other has not',
    inOne: (raters) => raters.submit('rater1', otherMark).then(() => raters.submit('rater1', oneMark)),
    inOther: async () => {},
  },
  {
    name: 'a rater has passed in one and marked in the other, and another the other way round',
    inOne: (raters) => raters.pass('rater3').then(() => raters.submit('rater5', oneMark)),
    inOther: (raters) => raters.submit('rater3', otherMark).then(() => raters.pass('rater5')),
  },
];

/** Before the close those who have passed mark all the same: with as many marks as a round needs, it is not given up. */
export const belated: Moment = {
  name: 'those who have passed have marked all the same',
  inOne: (raters) => raters.submit('rater3', oneMark),
  inOther: (raters) => raters.submit('rater5', otherMark),
};
