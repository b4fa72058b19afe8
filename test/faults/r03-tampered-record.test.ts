import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { entryTime, LedgerSequencer } from '../../src/database/ledger-sequencer.js';
import type { Database } from '../../src/database/tables.js';
import type { LogEntry } from '../../src/ledger/log-entry.js';
import { formatVerifierKey, noteKey, parseCheckpoint, parseNote } from '../../src/ledger/note/index.js';
import { logKeys } from '../../src/log-keys.js';
import { consistencyHashes } from '../../src/modules/audit/ledger.loader.js';
import { readBundle } from '../../src/modules/publications/bundle.loader.js';
import type { Bundle } from '../../src/publication/bundle.js';
import { verifyBundle, verifyLedger } from '../../src/verify/index.js';
import { officials, present, signInCast } from '../rating-sessions/support/cast.js';
import { openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { createTestDatabase } from '../support/database.js';
import { testSecret } from '../support/seal.js';
import { expectChained } from './support/chained.js';
import { drill, patience } from './support/drill.js';
import { seededDatabase, startGround } from './support/ground.js';
import { type Findings, type Tampering, tamperings } from './support/tamperings.js';

const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA'];
const raters = ['rater1', 'rater2', 'rater3', 'rater4'];
const { signer } = logKeys({ origin: 'kengash', secret: testSecret });
const key = formatVerifierKey(noteKey(signer));

/** Does it as the owner of the cluster, for whom the triggers of the tables are no obstacle. */
async function tamper(name: string, { statements }: Pick<Tampering, 'statements'>): Promise<void> {
  const client = new Client({ ...inject('cluster'), database: name });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of statements) {
      const { rowCount, command } = await client.query(statement);
      // What changes nothing would be no tampering.
      expect([statement, command === 'TRUNCATE' || (rowCount ?? 0) > 0]).toEqual([statement, true]);
    }
  } finally {
    await client.end();
  }
}

/** The ledger line by line, as an auditor gets it. */
async function exported(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<LogEntry & { sequence: number; leafHash: string; chainHash: string }>`
    select l.sequence, l.leaf_hash as "leafHash", l.chain_hash as "chainHash", e.id, ${entryTime} as at, e.action, e.actor_id as actor,
      e.subject_type as "subjectType", e.subject_id as "subjectId", e.body, e.salt
    from ledger_leaf l join ledger_entry e on e.id = l.entry_id order by l.sequence`.execute(database);
  return rows.map(({ sequence, leafHash, chainHash, ...entry }) => JSON.stringify({ sequence, entry, leafHash, chainHash }));
}

const sizeOf = (note: string): number => present(parseCheckpoint(parseNote(note)?.text ?? ''), 'that is no checkpoint').size;

/** What somebody finds who knows the key of the log, and has kept a checkpoint. */
async function examine(database: Database, kept: string): Promise<Findings> {
  const publication = await database.selectFrom('publication').selectAll().executeTakeFirstOrThrow();
  const text = await readBundle(database, publication, signer);
  const bundle = text === null ? null : (JSON.parse(text) as Bundle);
  const [from, to] = [sizeOf(kept), bundle ? sizeOf(bundle.checkpoint) : 0].toSorted((left, right) => left - right) as [number, number];
  const report = bundle && verifyBundle(bundle, { key, checkpoint: kept, consistency: from === to ? [] : await consistencyHashes(database, from, to) });
  const ledger = await verifyLedger(await exported(database), { key, checkpoints: [kept] });
  return { bundle: report === null ? 'NO_BUNDLE' : (report.fault?.code ?? 'PROVED'), ledger: ledger.fault?.code ?? 'PROVED' };
}

it('R3 the record is flipped, dropped, reordered, cut off, swapped, replaced in the database itself: the verifier names it', { timeout: patience }, drill(async (context) => {
  const source = await seededDatabase(context);
  const cycle = await openJointCycle(source, councils, raters);
  const { nodes } = await startGround(context, { count: 1, on: source });
  const client = await signInCast(nodes.urls(), [...raters, ...officials]);
  await new PlayedCycle({ cycle, councils, raters, rounds: 1, disputed: 1, client }).run();
  await expectChained(context, source.database);
  const { note: kept } = await source.database.selectFrom('ledger_checkpoint').select('note').orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow();
  await nodes.end(0, 'SIGTERM');
  await source.orm.close(true);

  const untouched: Tampering = { what: 'nothing', statements: [], bundle: 'PROVED', ledger: 'PROVED' };
  for (const tampering of [untouched, ...tamperings]) {
    const copy = await createTestDatabase({ copyOf: source.name });
    try {
      await tamper(copy.name, tampering);
      if (tampering.isSignedAnew) {
        const say = (_: object, message: string): void => context.tell(message);
        await new LedgerSequencer({ database: copy.database, signer, log: { warn: say, error: say } }).run();
      }
      const findings = await examine(copy.database, kept);
      context.tell(`${tampering.what}: bundle ${findings.bundle}, ledger ${findings.ledger}`);
      expect.soft([tampering.what, findings]).toEqual([tampering.what, { bundle: tampering.bundle, ledger: tampering.ledger }]);
      expect.soft(tampering === untouched || findings.bundle !== 'PROVED' || findings.ledger !== 'PROVED').toBe(true);
    } finally {
      await copy.close();
    }
  }
}));
