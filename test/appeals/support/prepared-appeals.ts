import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { stableId } from '../../../src/database/stable-id.js';
import { type Outcome, UnitOfWork } from '../../../src/database/unit-of-work.js';
import type { CouncilRole, Viewer } from '../../../src/modules/accounts/index.js';
import { appealEffects } from '../../../src/modules/appeals/index.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../../src/modules/evaluations/index.js';
import { publicationEffects } from '../../../src/modules/publications/index.js';
import type { TestDatabase } from '../../support/database.js';
import { viewerOf } from '../../support/scoring.js';
import { testSeal } from '../../support/seal.js';

/** The councils of the prepared cycle. UZ-AN appeals; the others are checked where that is owed to them. */
export const councilCodes = ['UZ-AN', 'UZ-BU', 'UZ-FA'] as const;
export type CouncilCode = (typeof councilCodes)[number];

/** A council of the cycle, by ids as rows have them. */
export interface PreparedCouncil {
  readonly councilId: string;
  readonly evaluationId: string;
  /** By the code of the indicator. */
  readonly items: ReadonlyMap<string, string>;
}

/** A cycle whose preliminary result is told, with ten days for appeals. Every item was settled with four points. */
export interface PreparedAppeals {
  readonly cycleId: string;
  readonly councils: Readonly<Record<CouncilCode, PreparedCouncil>>;
  /** Pieces of UZ-AN's evidence, and one of UZ-BU's. */
  readonly evidence: Readonly<Record<'inTime' | 'late' | 'withdrawn' | 'ofAnother', { readonly id: string; readonly sha256: string }>>;
  /** Takes the cycle one step, and gives what was refused. */
  advance(to: 'APPEALS' | 'FINAL' | 'CANCELLED'): Promise<readonly { readonly code: string; readonly parameters?: object }[]>;
}

export const manager = viewerOf('manager', 'CYCLE_MANAGER');
export const approver = viewerOf('approver', 'APPROVER');
const approver2 = viewerOf('approver2', 'APPROVER');

/** One of a council's own people, past the door. */
export const ofCouncil = ({ councilId }: PreparedCouncil, name: string, ...roles: readonly CouncilRole[]): Viewer => ({
  ...viewerOf(name),
  councils: new Map([[councilId, new Set(roles)]]),
});

/** The value of a command that cannot be refused. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(JSON.stringify(outcome.faults));
  }
  return outcome.value;
}

const settled = '4';

/** Brings a cycle of three councils to its preliminary result; rater4 rates UZ-FA alone, rater5 and more nobody. */
export async function prepareAppeals({ orm, database }: TestDatabase): Promise<PreparedAppeals> {
  const unitOfWork = new UnitOfWork(orm, () => {});
  const { cycleId } = must(
    await new CycleCreateCommand(unitOfWork).run(manager, {
      title: { uzLatn: 'Sinov' },
      methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      councilCodes: [...councilCodes],
    }),
  );
  const command = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal), appealEffects, publicationEffects]);
  const advance = async (by: Viewer, to: Parameters<typeof command.run>[1]['to']) => {
    const { version } = await database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
    return command.run(by, { cycleId, to, version, reason: 'Sinov uchun' });
  };
  must(await advance(manager, 'EVIDENCE_OPEN'));
  const councils = await readCouncils(database, cycleId);
  const evidence = {
    inTime: await bring(database, councils['UZ-AN'], {}),
    late: await bring(database, councils['UZ-AN'], { late: true, late_reason: 'Sinov' }),
    withdrawn: await bring(database, councils['UZ-AN'], { state: 'WITHDRAWN' }),
    ofAnother: await bring(database, councils['UZ-BU'], {}),
  };
  must(await advance(manager, 'EVIDENCE_CLOSED'));
  const raters = new RaterService(unitOfWork, voidScores);
  const everyone = councilCodes.map((code) => councils[code].evaluationId);
  for (const [name, evaluationIds] of [...['rater1', 'rater2', 'rater3'].map((rater) => [rater, everyone] as const), ['rater4', [councils['UZ-FA'].evaluationId]] as const]) {
    const rater = viewerOf(name, 'RATER');
    must(await raters.assign(manager, { raterId: rater.accountId, evaluationIds }));
    must(await raters.declare(rater, { evaluationIds, kind: 'NONE' }));
  }
  must(await advance(manager, 'SCORING'));
  must(await advance(approver, 'DELIBERATION'));
  must(await advance(approver2, 'PRELIMINARY'));
  // What marks lead to is not under test here: the points are put there.
  await sql`update evaluation_item set official_points = ${settled}, official_basis = 'MEDIAN', official_reason = null`.execute(database);
  await database.updateTable('rating_cycle').set({ appeal_days: 10 }).where('id', '=', cycleId).execute();
  return {
    cycleId,
    councils,
    evidence,
    advance: async (to) => {
      const outcome = await advance(to === 'CANCELLED' ? approver : manager, to);
      return outcome.ok ? [] : outcome.faults;
    },
  };
}

/** Lets the days for appeals pass, or begin anew. */
export async function setTerm({ database }: TestDatabase, { cycleId }: PreparedAppeals, isOver: boolean): Promise<void> {
  await database
    .updateTable('rating_cycle')
    .set({ appeal_days: isOver ? 0 : 10 })
    .where('id', '=', cycleId)
    .execute();
}

async function readCouncils(database: TestDatabase['database'], cycleId: string): Promise<PreparedAppeals['councils']> {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['council.code', 'evaluation.council_id', 'evaluation_item.evaluation_id', 'evaluation_item.id', 'evaluation_item.indicator_code'])
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  const councilOf = (code: CouncilCode): PreparedCouncil => {
    const own = rows.filter((row) => row.code === code);
    const items = new Map(own.map((row) => [row.indicator_code, row.id]));
    return { councilId: own[0]?.council_id ?? '', evaluationId: own[0]?.evaluation_id ?? '', items };
  };
  return { 'UZ-AN': councilOf('UZ-AN'), 'UZ-BU': councilOf('UZ-BU'), 'UZ-FA': councilOf('UZ-FA') };
}

async function bring(database: TestDatabase['database'], { evaluationId }: PreparedCouncil, more: object) {
  const id = v7();
  const sha256 = createHash('sha256').update(id).digest('hex');
  await database.insertInto('stored_file').values({ sha256, size_bytes: 1 }).execute();
  await database
    .insertInto('evidence')
    .values({
      id,
      evaluation_id: evaluationId,
      indicator_codes: ['2.2'],
      title: 'Sinov',
      file_sha256: sha256,
      media_type: 'text/plain',
      original_name: 'sinov.txt',
      submitted_by: id,
      ...more,
    } as never)
    .execute();
  return { id, sha256 };
}
