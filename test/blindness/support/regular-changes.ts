import { TestClient } from '../../support/client.js';
import { clientOf, type World, type Worlds } from './worlds.js';

type Payloads = Readonly<Record<string, { readonly errors: readonly object[] }>>;

async function change(client: TestClient, name: string, input: object): Promise<void> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const answer = await client.send<Payloads>(`mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`, {
    input,
  });
  if (answer.data?.[name]?.errors.length !== 0) {
    throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
  }
}

/** Lets something happen that streams tell: a value is measured, and the council's card changes. */
export async function changeBefore(world: World, { input, councilId }: Worlds): Promise<void> {
  const measured = { itemId: input.measuredItemId, numerator: '1', denominator: '2', source: 'Hisobot' };
  await change(clientOf(world, 'manager'), 'measurementRecord', measured);
  await change(clientOf(world, 'agency'), 'councilUpdate', { id: councilId, version: 1, phone: '+998 1' });
}

/** What `changeBefore` is heard as. */
export const heardBefore = { evaluationStream: 'MeasurementRecorded', councilStream: '"seq":1' } as const;

/**
 * Lets the last things happen, one in each stream: whoever has heard them has heard all that came before. A rater comes
 * to the joint session. The cycle is given up, which is the one step that tells everybody and reveals nothing; and a
 * session of everybody is ended.
 */
export async function changeAfter(world: World, { cycle, session, councilId, spares, cycleVersion, scene }: Worlds): Promise<void> {
  await change(clientOf(world, scene.latecomer), 'checkIn', { id: session.sessionId });
  await change(clientOf(world, 'agency'), 'councilUpdate', { id: councilId, version: 2, phone: '+998 2' });
  const step = { id: cycle.cycleId, to: 'CANCELLED', version: cycleVersion, reason: 'Sinov tugadi' };
  await change(clientOf(world, 'approver'), 'ratingCycleAdvance', step);
  for (const { token } of spares.values()) {
    await change(new TestClient(world.url, token), 'sessionDelete', {});
  }
}

/** What `changeAfter` is heard as. */
export const heardAfter = {
  evaluationStream: 'EvaluationAdvanced',
  ratingCycleStream: 'RatingCycleAdvanced',
  ratingSessionStream: 'AttendanceChanged',
  councilStream: '"seq":2',
  userStream: 'SessionRevoked',
} as const;
