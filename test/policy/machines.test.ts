import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { stableId } from '../../src/database/stable-id.js';
import type { Result } from '../../src/errors.js';
import type { Viewer } from '../../src/modules/accounts/index.js';
import { CycleAdvanceCommand, CycleCreateCommand, CycleExtendCommand, type RatingCycleState } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { EvidenceService } from '../../src/modules/evidence/index.js';
import { MethodologyService } from '../../src/modules/methodologies/index.js';
import { publicationEffects, PublicationService, WithdrawCommand } from '../../src/modules/publications/index.js';
import { Tickets } from '../../src/storage/tickets.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testSeal } from '../support/seal.js';
import { fingerprinter } from '../support/fingerprint.js';
import { viewerOf } from '../support/scoring.js';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let fingerprint: () => Promise<string>;
let councilId: string;

const versionId = stableId('MethodologyVersion', 'councils-illustrative/1');
const manager = viewerOf('manager', 'CYCLE_MANAGER');
const approver = viewerOf('approver', 'APPROVER');
const approver2 = viewerOf('approver2', 'APPROVER');
const methodologist = viewerOf('methodologist', 'METHODOLOGIST');
const outsider = viewerOf('rater9', 'RATER');

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, () => {});
  fingerprint = await fingerprinter(test.database);
  const council = await test.database.selectFrom('council').select('id').where('code', '=', 'UZ-AN').executeTakeFirstOrThrow();
  councilId = council.id;
});

afterAll(() => test?.close());

/** What a command did: `done`, or the code of its refusal; and whether anything was written. */
async function outcomeOf(command: () => Promise<Result<unknown>>): Promise<{ code: string; wrote: boolean }> {
  const before = await fingerprint();
  const outcome = await command();
  return { code: outcome.ok ? 'done' : (outcome.faults[0]?.code ?? ''), wrote: (await fingerprint()) !== before };
}

const refused = (code: string) => ({ code, wrote: false });

/** A cycle of one council, put into a state from outside: what leads there is not under test here. */
async function cycleIn(state: RatingCycleState): Promise<string> {
  const created = await new CycleCreateCommand(unitOfWork).run(manager, {
    title: { uzLatn: state },
    methodologyVersionId: versionId,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    councilCodes: ['UZ-AN'],
  });
  const cycleId = created.ok ? created.value.cycleId : '';
  await sql`update rating_cycle set state = ${state} where id = ${cycleId}`.execute(test.database);
  return cycleId;
}

async function versionOf(table: 'rating_cycle' | 'evidence' | 'methodology_version', id: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from ${sql.table(table)} where id = ${id}`.execute(test.database);
  return rows[0]?.version ?? 0;
}

describe('a rating cycle', () => {
  /** Every step that there is, who may take it, and what a cycle without raters and marks is told. Nothing else is. */
  const steps: Readonly<Record<string, readonly [roles: string, told: string]>> = {
    'PLANNED EVIDENCE_OPEN': ['CYCLE_MANAGER', 'done'],
    'EVIDENCE_OPEN EVIDENCE_CLOSED': ['CYCLE_MANAGER', 'done'],
    'EVIDENCE_CLOSED SCORING': ['CYCLE_MANAGER', 'MIN_RATERS_NOT_MET'],
    'SCORING DELIBERATION': ['CYCLE_MANAGER APPROVER', 'done'],
    'DELIBERATION PRELIMINARY': ['APPROVER', 'done'],
    'PRELIMINARY APPEALS': ['CYCLE_MANAGER', 'done'],
    'APPEALS FINAL': ['CYCLE_MANAGER', 'done'],
    'FINAL PUBLISHED': ['', 'PUBLISHED_BY_APPROVAL'],
    'PUBLISHED ARCHIVED': ['CYCLE_MANAGER', 'done'],
    'PLANNED CANCELLED': ['APPROVER', 'done'],
    'EVIDENCE_OPEN CANCELLED': ['APPROVER', 'done'],
    'EVIDENCE_CLOSED CANCELLED': ['APPROVER', 'done'],
    'SCORING CANCELLED': ['APPROVER', 'done'],
    'DELIBERATION CANCELLED': ['APPROVER', 'done'],
    'PRELIMINARY CANCELLED': ['APPROVER', 'done'],
    'APPEALS CANCELLED': ['APPROVER', 'done'],
    'FINAL CANCELLED': ['APPROVER', 'done'],
  };
  const states = [
    'PLANNED',
    'EVIDENCE_OPEN',
    'EVIDENCE_CLOSED',
    'SCORING',
    'DELIBERATION',
    'PRELIMINARY',
    'APPEALS',
    'FINAL',
    'PUBLISHED',
    'ARCHIVED',
    'CANCELLED',
  ] as const satisfies readonly RatingCycleState[];

  it.each(states)('is given more time in %s while a last day lies ahead, by managers alone', async (state) => {
    const extend = new CycleExtendCommand(unitOfWork);
    const cycleId = await cycleIn(state);
    const request = { cycleId, version: await versionOf('rating_cycle', cycleId), scoringCloseOn: '2999-12-31', reason: 'Sinov uchun' };
    expect(await outcomeOf(() => extend.run(approver, request))).toEqual(refused('FORBIDDEN'));
    const isOpen = ['PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING'].includes(state);
    const told = await outcomeOf(() => extend.run(manager, request));
    expect(told).toEqual(isOpen ? { code: 'done', wrote: true } : refused('INVALID_STATE'));
  });

  it.each(states)('goes from %s where its path leads, and nowhere else', { timeout: 120_000 }, async (from) => {
    const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal), publicationEffects]);
    const told: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    let cycleId = await cycleIn(from);
    for (const to of states) {
      const step = steps[`${from} ${to}`];
      for (const [role, viewer] of [
        ['RATER', outsider],
        ['CYCLE_MANAGER', manager],
        ['APPROVER', approver],
      ] as const) {
        const version = await versionOf('rating_cycle', cycleId);
        const name = `${from} ${to} by ${role}`;
        const outcome = await outcomeOf(() => advance.run(viewer, { cycleId, to, version, reason: 'Sinov uchun' }));
        told[name] = outcome;
        const isHolder = step?.[0].split(' ').includes(role) ?? false;
        if (role === 'RATER') {
          expected[name] = refused('FORBIDDEN');
        } else if (!step) {
          expected[name] = refused('INVALID_STATE');
        } else if (step[1] === 'done' && isHolder) {
          expected[name] = { code: 'done', wrote: true };
        } else {
          expected[name] = refused(isHolder || step[0] === '' ? step[1] : 'FORBIDDEN');
        }
        cycleId = outcome.wrote ? await cycleIn(from) : cycleId;
      }
    }
    expect(told).toEqual(expected);
  });
});

/** A copy of the illustrative version, in a state. */
async function versionIn(state: string): Promise<string> {
  const id = v7();
  await sql`
    insert into methodology_version (id, methodology_id, number, state, body, content_hash, version)
    select ${id}, methodology_id, (select max(number) + 1 from methodology_version), ${state}, body,
      case when ${state} in ('APPROVED', 'RETIRED') then content_hash end, 1
    from methodology_version where id = ${versionId}`.execute(test.database);
  return id;
}

describe('a methodology version', () => {
  const steps: Readonly<Record<string, readonly [role: string, to: string]>> = {
    'DRAFT submit': ['METHODOLOGIST', 'IN_REVIEW'],
    'DRAFT discard': ['METHODOLOGIST', 'DISCARDED'],
    'IN_REVIEW return': ['APPROVER', 'DRAFT'],
    'IN_REVIEW approve': ['APPROVER', 'APPROVED'],
    'APPROVED retire': ['APPROVER', 'RETIRED'],
  };
  const actions = { submit: methodologist, discard: methodologist, return: approver, approve: approver, retire: approver } as const;

  it.each(['DRAFT', 'IN_REVIEW', 'APPROVED', 'RETIRED', 'DISCARDED'])(
    'goes from %s by what its path has, in the right hands, and by nothing else',
    async (from) => {
      const service = new MethodologyService(unitOfWork, async () => false);
      const told: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const [action, holder] of Object.entries(actions) as [keyof typeof actions, Viewer][]) {
        const other = holder === approver ? methodologist : approver;
        for (const [name, viewer] of [
          [`${action} by the other role`, other],
          [`${action} by its role`, holder],
        ] as const) {
          const id = await versionIn(from);
          const request = { action, versionId: id, version: 1, comment: 'Izoh' };
          const outcome = await outcomeOf(() => service.move(viewer, request));
          const { rows } = await sql<{ state: string }>`select state from methodology_version where id = ${id}`.execute(test.database);
          told[name] = { ...outcome, state: rows[0]?.state };
          const step = steps[`${from} ${action}`];
          const isDone = step !== undefined && viewer === holder;
          expected[name] = isDone
            ? { code: 'done', wrote: true, state: step[1] }
            : { ...refused(viewer === holder ? 'INVALID_STATE' : 'FORBIDDEN'), state: from };
        }
      }
      expect(told).toEqual(expected);
    },
  );
});

describe('a piece of evidence', () => {
  const steps: Readonly<Record<string, string>> = {
    'SUBMITTED accept': 'ACCEPTED',
    'SUBMITTED reject': 'REJECTED',
    'SUBMITTED withdraw': 'WITHDRAWN',
  };

  it.each(['SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'])('goes from %s by what its path has, and by nothing else', async (from) => {
    const cycleId = await cycleIn('EVIDENCE_OPEN');
    const evaluation = await test.database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).executeTakeFirstOrThrow();
    const sha256 = createHash('sha256').update('machines').digest('hex');
    await sql`insert into stored_file (sha256, size_bytes) values (${sha256}, 1) on conflict do nothing`.execute(test.database);
    const service = new EvidenceService(unitOfWork, new Tickets('a secret for tests alone, long enough'));
    const secretary: Viewer = { ...viewerOf('secretary-uz-an'), councils: new Map([[councilId, new Set(['SECRETARY'])]]) };
    const told: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const action of ['accept', 'reject', 'withdraw'] as const) {
      for (const viewer of [manager, secretary]) {
        const id = v7();
        await test.database
          .insertInto('evidence')
          .values({
            id,
            evaluation_id: evaluation.id,
            indicator_codes: ['1.1'],
            title: from,
            file_sha256: sha256,
            media_type: 'text/plain',
            original_name: 'x.txt',
            submitted_by: secretary.accountId,
            state: from,
          } as never)
          .execute();
        const request = { evidenceId: id, action, version: 1, reason: 'Sinov uchun' };
        const outcome = await outcomeOf(() => service.decide(viewer, request));
        const { rows } = await sql<{ state: string }>`select state from evidence where id = ${id}`.execute(test.database);
        const name = `${action} by the ${viewer === manager ? 'manager' : 'secretary'}`;
        told[name] = { ...outcome, state: rows[0]?.state };
        const to = steps[`${from} ${action}`];
        const isHolder = (viewer === secretary) === (action === 'withdraw');
        expected[name] =
          to && isHolder
            ? { code: 'done', wrote: true, state: to }
            : { ...refused(isHolder ? 'INVALID_STATE' : 'FORBIDDEN'), state: from };
      }
    }
    expect(told).toEqual(expected);
  });
});

describe('a publication', () => {
  it.each([
    ['STAGED', 'done', 'ALREADY_APPROVED'],
    ['APPROVED', 'INVALID_STATE', 'INVALID_STATE'],
    ['EMBARGOED', 'INVALID_STATE', 'INVALID_STATE'],
    ['PUBLISHED', 'INVALID_STATE', 'INVALID_STATE'],
    ['CORRECTED', 'INVALID_STATE', 'INVALID_STATE'],
    ['WITHDRAWN', 'INVALID_STATE', 'INVALID_STATE'],
  ])('in %s is approved, or not: %s, and by the same approver again: %s', async (state, code, again) => {
    const publicationId = v7();
    const cycleId = await cycleIn('FINAL');
    const hash = 'f'.repeat(64);
    await sql`
      insert into publication (id, cycle_id, number, state, snapshot, snapshot_hash)
      values (${publicationId}, ${cycleId}, (select coalesce(max(number), 0) + 1 from publication), ${state}, '{}', ${hash})`.execute(
      test.database,
    );
    const service = new PublicationService(unitOfWork, new CycleAdvanceCommand(unitOfWork, [publicationEffects]));
    const approve = (viewer: Viewer) => outcomeOf(() => service.approve(viewer, { publicationId, snapshotHash: hash }));
    expect(await approve(manager)).toEqual(refused('FORBIDDEN'));
    expect(await approve(approver)).toEqual({ code, wrote: code === 'done' });
    expect(await approve(approver)).toEqual(refused(again));
  });

  // The first table of its cycle: while it waits it is given up with the cycle alone, and what is public by two.
  it.each([
    ['STAGED', 'WITHDRAWN_WITH_CYCLE', 'STAGED'],
    ['APPROVED', 'INVALID_STATE', 'APPROVED'],
    ['EMBARGOED', 'WITHDRAWN_WITH_CYCLE', 'EMBARGOED'],
    ['PUBLISHED', 'done', 'WITHDRAWN'],
    ['CORRECTED', 'INVALID_STATE', 'CORRECTED'],
    ['WITHDRAWN', 'INVALID_STATE', 'WITHDRAWN'],
  ])('in %s is withdrawn, or not: %s, and is in %s then', async (state, code, then) => {
    const publicationId = v7();
    const cycleId = await cycleIn('PUBLISHED');
    await sql`
      insert into publication (id, cycle_id, number, state, snapshot, snapshot_hash, published_at)
      values (${publicationId}, ${cycleId}, (select coalesce(max(number), 0) + 1 from publication), ${state}, '{}', ${'e'.repeat(64)}, now())`.execute(
      test.database,
    );
    const command = new WithdrawCommand(unitOfWork);
    const withdraw = (viewer: Viewer) => outcomeOf(() => command.run(viewer, { publicationId, reason: 'Sinov' }));
    expect(await withdraw(manager)).toEqual(refused('FORBIDDEN'));
    expect(await withdraw(approver)).toEqual({ code, wrote: code === 'done' });
    expect(await withdraw(approver)).toEqual(refused(code === 'done' ? 'ALREADY_APPROVED' : code));
    expect(await withdraw(approver2)).toEqual({ code, wrote: code === 'done' });
    const row = test.database.selectFrom('publication').select('state').where('id', '=', publicationId);
    expect((await row.executeTakeFirstOrThrow()).state).toBe(then);
  });
});
