import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ok } from '../../src/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  await new UnitOfWork(test.orm, () => {}).run({ operation: 'test', actorId: null }, async (transaction) => {
    transaction.enter({ action: 'test.done', subjectType: 'Test', subjectId: '1', body: { a: 1 } });
    return ok({});
  });
});

afterAll(() => test.close());

/** Tables to which rows are added alone, each with a row for it. */
const appendOnly: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ledger_leaf: { sequence: 0, entry_id: randomUUID(), leaf_hash: 'x', chain_hash: 'x' },
  ledger_node: { level: 0, node_index: 0, hash: 'x' },
  ledger_checkpoint: { size: 1, root: 'x', note: 'x' },
  score_opening: {
    score_id: randomUUID(),
    value_kind: 'NO_EVIDENCE',
    justification: 'x',
    evidence_references: '[]',
    commitment_salt: 'x',
  },
  proposal_vote: { id: randomUUID(), proposal_id: randomUUID(), assignment_id: randomUUID(), vote: 'CONFIRM' },
  dissent: { id: randomUUID(), session_item_id: randomUUID(), assignment_id: randomUUID(), text: 'x' },
  round_pass: { id: randomUUID(), round_id: randomUUID(), assignment_id: randomUUID() },
  session_protocol: { session_id: randomUUID(), body: 'x', hash: 'x' },
  proposed_adjustment: { id: randomUUID(), publication_id: randomUUID(), item_id: randomUUID(), basis: 'CORRECTION', reason: 'x', proposed_by: randomUUID() },
  publication_withdrawal: { id: randomUUID(), publication_id: randomUUID(), approver_id: randomUUID(), reason: 'x' },
  protocol_signature: { id: randomUUID(), session_id: randomUUID(), account_id: randomUUID(), protocol_hash: 'x' },
};

describe.each(Object.entries(appendOnly))('the table %s', (table, row) => {
  beforeAll(async () => {
    await test.database.transaction().execute(async (transaction) => {
      // The row stands alone: what it refers to is not looked for.
      await sql`set local session_replication_role = replica`.execute(transaction);
      await transaction.insertInto(table as 'dissent').values(row as never).execute();
    });
  });

  it.each([
    ['a change', `update ${table} set ${Object.keys(row)[0] ?? ''} = ${Object.keys(row)[0] ?? ''}`],
    ['a deletion', `delete from ${table}`],
    ['to be emptied', `truncate ${table} cascade`],
  ])('refuses %s', async (_, statement) => {
    await expect(sql.raw(statement).execute(test.database)).rejects.toMatchObject({
      code: '23001',
      message: expect.stringContaining(`rows of ${table} are never changed or deleted`),
    });
  });
});

describe('the database itself', () => {
  it.each([
    ['an UPDATE of the ledger', `update ledger_entry set action = 'x'`],
    ['a DELETE from the ledger', 'delete from ledger_entry'],
    ['a TRUNCATE of the ledger', 'truncate ledger_entry cascade'],
    ['a TRUNCATE of the marks', 'truncate score cascade'],
    ['a TRUNCATE of the publications', 'truncate publication cascade'],
    ['an edit of an approved methodology', `update methodology_version set body = '{}'`],
    ['an approved methodology as a draft again', `update methodology_version set state = 'DRAFT'`],
  ])('refuses %s', async (_, statement) => {
    await expect(sql.raw(statement).execute(test.database)).rejects.toMatchObject({ code: '23001' });
  });

  it('refuses two holders of a seat on one day, and takes the next one from the day the last one left', async () => {
    const [seat] = await test.database
      .selectFrom('appointment')
      .selectAll()
      .where('ended_on', 'is', null)
      .limit(1)
      .execute();
    const insert = (from: string, to: string | null) =>
      sql`insert into appointment (id, seat_id, person_id, started_on, ended_on)
        values (gen_random_uuid(), ${seat?.seat_id}, ${seat?.person_id}, ${from}, ${to})`.execute(test.database);
    await expect(insert('2030-01-01', null)).rejects.toMatchObject({ code: '23P01' });
    await expect(insert('1990-01-01', '1990-01-01')).rejects.toMatchObject({ code: '23514' });
    await expect(insert('1990-01-01', '1991-01-01')).resolves.toBeDefined();
    await expect(insert('1991-01-01', '1992-01-01')).resolves.toBeDefined();
    await expect(insert('1990-12-31', '1991-01-02')).rejects.toMatchObject({ code: '23P01' });
  });

  it('refuses a second account of one person, so that four eyes are two people', async () => {
    const second = sql`insert into account (id, person_id, email, password_hash)
      select gen_random_uuid(), person_id, 'second@example.uz', password_hash from account limit 1`.execute(test.database);
    await expect(second).rejects.toMatchObject({ code: '23505', constraint: 'account_person_id_unique' });
  });

  it('keeps halves of points', async () => {
    const { rows } = await sql<{ type: string }>`
      select table_name || '.' || column_name as type from information_schema.columns
      where table_schema = 'public' and data_type = 'numeric' and numeric_scale is not null
    `.execute(test.database);
    expect(rows).toEqual([]);
  });
});
