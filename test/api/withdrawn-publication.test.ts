import { afterAll, assert, beforeAll, expect, it } from 'vitest';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

const query = 'query ($number: Int!) { publication(number: $number) { state } publications { nodes { number } } }';

it('the table of a cycle that is given up is approved by nobody, and never becomes public', async () => {
  const { staged } = await prepareCycles(running.test);
  const { id, number, snapshot_hash } = await running.test.database
    .selectFrom('publication')
    .select(['id', 'number', 'snapshot_hash'])
    .where('cycle_id', '=', staged)
    .executeTakeFirstOrThrow();
  const [approver, approver2] = await Promise.all([signIn(running.url, 'approver'), signIn(running.url, 'approver2')]);
  const approve = async (client: TestClient) => {
    const { data } = await client.send<{ publicationApprove: object }>(
      'mutation ($input: PublicationApproveInput!) { publicationApprove(input: $input) { errors { code path } } }',
      { input: { id: encodeNodeId('Publication', id), snapshotHash: snapshot_hash } },
    );
    return data?.publicationApprove;
  };
  expect(await approve(approver)).toEqual({ errors: [] });

  const { data } = await approver.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id: encodeNodeId('RatingCycle', staged) },
  );
  assert(data);
  const step = { id: encodeNodeId('RatingCycle', staged), to: 'CANCELLED', version: data.ratingCycle.version, reason: 'Sinov' };
  const cancelled = await approver.send(
    'mutation ($input: RatingCycleAdvanceInput!) { ratingCycleAdvance(input: $input) { errors { code } } }',
    { input: step },
  );
  expect(cancelled.data).toEqual({ ratingCycleAdvance: { errors: [] } });

  expect(await approve(approver2)).toEqual({ errors: [{ code: 'INVALID_STATE', path: ['id'] }] });
  const seen = await new TestClient(running.url).send<{ publications: { nodes: { number: number }[] } }>(query, { number });
  expect(seen.data).toMatchObject({ publication: null });
  expect(seen.data?.publications.nodes.map((node) => node.number)).not.toContain(number);
  expect((await approver.send(query, { number })).data).toMatchObject({ publication: { state: 'WITHDRAWN' } });
});
