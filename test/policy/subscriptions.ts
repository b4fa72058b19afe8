import { StreamReader } from '../streams/support/stream-reader.js';
import type { PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { Cells, ViewerName } from './viewers.js';

/** Subscribes on a socket of its own, up to the first frame or the refusal. */
async function listen({ clients }: PreparedState, viewer: ViewerName, query: string, id: string): Promise<string> {
  const reader = new StreamReader(clients[viewer], { query, variables: { id } });
  let ending: string | null = null;
  void reader.ended.then(({ errors, closeCode }) => {
    const codes = errors?.map(({ extensions }) => String(extensions?.code));
    ending = codes?.join(' ') ?? `closed with ${String(closeCode)}`;
  });
  await reader.until(({ frames }) => frames.length > 0 || ending !== null);
  await reader.leave();
  return reader.frames.length > 0 ? 'listens' : String(ending);
}

function stream(
  field: string,
  argument: string,
  about: string,
  idOf: (state: PreparedState) => string,
  cells: Cells,
): Row {
  const query = `subscription ($id: ID!) { stream: ${field}(${argument}: $id) { __typename } }`;
  return { field, about, cells, ask: (state, viewer) => listen(state, viewer, query, idOf(state)) };
}

/** The rows of Subscription. Whoever may not listen is told the same as of a stream that is not there. */
export const subscriptions: readonly Row[] = [
  stream('councilStream', 'councilId', 'of a council', ({ council }) => council, {
    listens:
      'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary ' +
      'otherSecretary member auditor',
  }),
  stream('evaluationStream', 'evaluationId', 'while marks are made', ({ evaluations }) => evaluations.scoring, {
    listens: 'agency methodologist approver manager facilitator assignedRater chair secretary member auditor',
    NOT_FOUND: 'public otherRater otherSecretary',
  }),
  stream('evaluationStream', 'evaluationId', 'of a published cycle', ({ evaluations }) => evaluations.published, {
    listens: 'agency methodologist approver manager facilitator assignedRater chair secretary member auditor',
    NOT_FOUND: 'public otherRater otherSecretary',
  }),
  stream('ratingCycleStream', 'ratingCycleId', 'of an open cycle', ({ cycles }) => cycles.open, {
    listens:
      'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
      'member auditor',
    NOT_FOUND: 'public',
  }),
  stream('ratingCycleStream', 'ratingCycleId', 'of a published cycle', ({ cycles }) => cycles.published, {
    listens:
      'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary ' +
      'otherSecretary member auditor',
  }),
  stream('ratingSessionStream', 'ratingSessionId', 'of a session that is open', ({ sessions }) => sessions.discussed, {
    listens: 'agency methodologist approver manager facilitator assignedRater auditor',
    NOT_FOUND: 'public otherRater chair secretary otherSecretary member',
  }),
  stream('presenceStream', 'streamOf', 'in a council', ({ council }) => council, {
    listens:
      'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary ' +
      'otherSecretary member auditor',
  }),
  stream('presenceStream', 'streamOf', 'in an evaluation while marks are made', ({ evaluations }) => evaluations.scoring, {
    listens: 'agency methodologist approver manager facilitator assignedRater chair secretary member auditor',
    NOT_FOUND: 'public otherRater otherSecretary',
  }),
  stream('presenceStream', 'streamOf', 'in an open cycle', ({ cycles }) => cycles.open, {
    listens:
      'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
      'member auditor',
    NOT_FOUND: 'public',
  }),
  stream('presenceStream', 'streamOf', 'in a published cycle', ({ cycles }) => cycles.published, {
    listens:
      'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary ' +
      'otherSecretary member auditor',
  }),
  {
    field: 'userStream',
    about: "of the viewer's own",
    cells: {
      listens:
        'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
        'member auditor',
      UNAUTHENTICATED: 'public',
    },
    ask: (state, viewer) => listen(state, viewer, 'subscription { stream: userStream { __typename } }', ''),
  },
];
