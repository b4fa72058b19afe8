import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { stableId } from '../../src/database/stable-id.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../support/database.js';
import type { CycleIds, CycleName } from './prepared-cycles.js';

/** An indicator that raters judge, and that asks for evidence from within the period. */
export const judgedIndicator = '1.2';

/** The ids of the prepared objects, as clients see them. */
export interface PreparedObjects {
  readonly cycles: CycleIds;
  /** The evaluations of UZ-AN by their cycle, and the one of UZ-BU in the planned cycle. */
  readonly evaluations: Readonly<Record<CycleName | 'plannedOfAnother', string>>;
  readonly publications: { readonly published: string; readonly staged: string };
  /** The hash of the published table. */
  readonly publishedHash: string;
  readonly versions: { readonly approved: string; readonly draft: string; readonly inReview: string };
  readonly evidence: { readonly open: string; readonly closed: string };
  /** The items of that indicator. */
  readonly items: { readonly open: string; readonly scoring: string };
  /** Of rater1, in the open cycle. */
  readonly assignment: string;
  /** Of UZ-AN: the council, its chair's seat, the appointment to it, and who holds it. */
  readonly council: string;
  readonly seat: string;
  readonly appointment: string;
  readonly person: string;
}

async function named<Name extends string>(
  names: readonly Name[],
  type: string,
  idOf: (name: Name) => Promise<string>,
): Promise<Readonly<Record<Name, string>>> {
  const entries = names.map(async (name) => [name, encodeNodeId(type, await idOf(name))] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, string>;
}

/** Reads the ids of what was prepared. */
export async function readObjects(
  { database }: TestDatabase,
  cycles: CycleIds,
  versions: { readonly draft: string; readonly inReview: string },
): Promise<PreparedObjects> {
  const evaluationRow = async (name: CycleName, councilCode = 'UZ-AN'): Promise<string> => {
    const row = await database
      .selectFrom('evaluation')
      .innerJoin('council', 'council.id', 'evaluation.council_id')
      .select('evaluation.id')
      .where('cycle_id', '=', cycles[name])
      .where('council.code', '=', councilCode)
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const item = async (name: CycleName): Promise<string> => {
    const query = database
      .selectFrom('evaluation_item')
      .select('id')
      .where('evaluation_id', '=', await evaluationRow(name))
      .where('indicator_code', '=', judgedIndicator);
    return (await query.executeTakeFirstOrThrow()).id;
  };
  const evidence = async (name: CycleName): Promise<string> => {
    const query = database.selectFrom('evidence').select('id').where('evaluation_id', '=', await evaluationRow(name));
    return (await query.executeTakeFirstOrThrow()).id;
  };
  const assignment = async (name: CycleName): Promise<string> => {
    const query = database
      .selectFrom('rater_assignment')
      .select('id')
      .where('evaluation_id', '=', await evaluationRow(name))
      .where('rater_id', '=', demonstrationAccountId('rater1'));
    return (await query.executeTakeFirstOrThrow()).id;
  };
  const publication = async (name: CycleName): Promise<string> => {
    const query = database.selectFrom('publication').select('id').where('cycle_id', '=', cycles[name]);
    return encodeNodeId('Publication', (await query.executeTakeFirstOrThrow()).id);
  };
  const cycleNames = Object.keys(cycles) as CycleName[];
  return {
    cycles: await named(cycleNames, 'RatingCycle', async (name) => cycles[name]),
    evaluations: {
      ...(await named(cycleNames, 'Evaluation', (name) => evaluationRow(name))),
      plannedOfAnother: encodeNodeId('Evaluation', await evaluationRow('planned', 'UZ-BU')),
    },
    publishedHash: (
      await database.selectFrom('publication').select('snapshot_hash').where('cycle_id', '=', cycles.published).executeTakeFirstOrThrow()
    ).snapshot_hash,
    publications: { published: await publication('published'), staged: await publication('staged') },
    versions: await named(['approved', 'draft', 'inReview'], 'MethodologyVersion', async (name) =>
      name === 'approved' ? stableId('MethodologyVersion', 'councils-illustrative/1') : versions[name],
    ),
    evidence: await named(['open', 'closed'], 'Evidence', evidence),
    items: await named(['open', 'scoring'], 'EvaluationItem', item),
    assignment: encodeNodeId('RaterAssignment', await assignment('open')),
    council: encodeNodeId('Council', stableId('Council', 'UZ-AN')),
    seat: encodeNodeId('Seat', stableId('Seat', 'UZ-AN/1')),
    appointment: encodeNodeId('Appointment', stableId('Appointment', 'demo/UZ-AN/1')),
    person: encodeNodeId('Person', stableId('Person', 'demo/UZ-AN/1')),
  };
}
