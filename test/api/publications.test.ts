import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { canonical } from '../support/canonical.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;
let cycles: Awaited<ReturnType<typeof prepareCycles>>;

beforeAll(async () => {
  running = await startTestApp();
  cycles = await prepareCycles(running.test);
});

afterAll(() => running.close());

/** The hash as the schema describes it. */
const hashOf = (kind: string, snapshot: string): string =>
  createHash('sha256').update(kind).update(Uint8Array.of(0)).update(snapshot).digest('hex');

interface Table {
  readonly snapshot: string;
  readonly snapshotHash: string;
  readonly rows: readonly object[];
}

/** A table as the public sees it. */
async function tableOf(number: number): Promise<Table> {
  const { data } = await new TestClient(running.url).send<{ publication: Table }>(
    'query ($number: Int!) { publication(number: $number) { snapshot snapshotHash rows { criteria { code points maxPoints } } } }',
    { number },
  );
  return data?.publication as Table;
}

interface Approved {
  readonly publication: { readonly state: string; readonly approvalCount: number; readonly snapshotHash: string } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

async function mutate<Told>(client: TestClient, field: string, input: object, selection: string): Promise<Told> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await client.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return (data as Record<string, Told>)[field] as Told;
}

/** The table that waits for its approvers. */
const staged = async () =>
  running.test.database
    .selectFrom('publication')
    .select(['id', 'snapshot_hash'])
    .where('cycle_id', '=', cycles.staged)
    .executeTakeFirstOrThrow();

const approve = async (name: string, hash?: string): Promise<Approved> => {
  const { id, snapshot_hash } = await staged();
  const input = { id: encodeNodeId('Publication', id), snapshotHash: hash ?? snapshot_hash };
  const selection = 'publication { state approvalCount snapshotHash } errors { code path }';
  return mutate<Approved>(await signIn(running.url, name), 'publicationApprove', input, selection);
};

const setApprover = async (name: string, granted: boolean): Promise<void> => {
  const input = { accountId: encodeNodeId('Account', demonstrationAccountId(name)), role: 'APPROVER', granted };
  expect(await mutate(await signIn(running.url, 'agency'), 'roleSet', input, 'errors { code }')).toEqual({ errors: [] });
};

describe('the approval of a table', () => {
  it('of another snapshot is told the present one', async () => {
    const { snapshot_hash } = await staged();
    expect(await approve('approver', '0'.repeat(64))).toEqual({
      publication: { state: 'STAGED', approvalCount: 0, snapshotHash: snapshot_hash },
      errors: [{ code: 'VERSION_CONFLICT', path: ['snapshotHash'] }],
    });
  });

  it('counts only of those who are approvers still, and is not given twice', async () => {
    expect(await approve('approver')).toMatchObject({ publication: { state: 'STAGED', approvalCount: 1 }, errors: [] });
    await setApprover('approver', false);
    expect(await approve('approver2')).toMatchObject({ publication: { state: 'STAGED', approvalCount: 1 }, errors: [] });
    expect(await approve('approver2')).toEqual({ publication: null, errors: [{ code: 'ALREADY_APPROVED', path: ['id'] }] });
    // With the role the first yes is back, and either of the two may take the step that is left.
    await setApprover('approver', true);
    expect(await approve('approver')).toMatchObject({ publication: { state: 'PUBLISHED', approvalCount: 2 }, errors: [] });
    await setApprover('approver', false);
    const { id } = await staged();
    const { data } = await new TestClient(running.url).send('query ($id: ID!) { node(id: $id) { ... on Publication { approvalCount } } }', {
      id: encodeNodeId('Publication', id),
    });
    expect(data).toEqual({ node: { approvalCount: 2 } });
  });
});

describe('a published table', () => {
  it('of the first shape stays readable, and its hash can be checked by its kind', async () => {
    const { database } = running.test;
    const made = await database.selectFrom('publication').selectAll().where('published_at', 'is not', null).executeTakeFirstOrThrow();
    const { tieBreak: _, ...now } = JSON.parse(made.snapshot) as { tieBreak: unknown; rows: object[] };
    const criteria = [
      { code: '1', points: '32/7' },
      { code: '2', points: null },
    ];
    const rows = now.rows.map((row) => ({ ...row, rated: true, rank: 1, criteria }));
    const snapshot = canonical({ ...now, kind: 'kengash/publication/1', number: 900, rows });
    await database
      .insertInto('publication')
      .values({
        id: v7(),
        cycle_id: cycles.planned,
        number: 900,
        state: 'CORRECTED',
        snapshot,
        snapshot_hash: hashOf('kengash/publication/1', snapshot),
        published_at: new Date(),
      } as never)
      .execute();
    for (const number of [900, made.number]) {
      const told = await tableOf(number);
      expect(told.snapshotHash).toBe(hashOf((JSON.parse(told.snapshot) as { kind: string }).kind, told.snapshot));
    }
    expect((await tableOf(900)).rows).toEqual([{ criteria: criteria.map((criterion) => ({ ...criterion, maxPoints: null })) }]);
  });
});
