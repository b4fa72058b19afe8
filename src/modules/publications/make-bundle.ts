import type { Selectable } from 'kysely';
import type { Database, Tables } from '../../database/tables.js';
import { entryBodyHash } from '../../ledger/log-entry.js';
import { formatVerifierKey, noteKey, type NoteSigner } from '../../ledger/note/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import {
  type Bundle,
  type BundledDecision,
  type BundledItem,
  type BundledLeftMark,
  type BundledMeasurement,
  type BundledPrevious,
  bundleKind,
} from '../../publication/bundle.js';
import type { MethodologyBody } from '../methodologies/index.js';
import { BundleEntries, entriesAbout, type PlacedEntry } from './bundle-entries.js';
import { type OpenedMark, readOpenedMarks } from './bundle-marks.js';
import { type EarlierMeasured, type Measured, previousMeasurements } from './previous-measurements.js';
import { readSettledCycle } from './settled-cycle.js';

type PublicationColumns = Pick<Selectable<Tables['publication']>, 'id' | 'cycle_id' | 'snapshot' | 'snapshot_hash'>;

/** What is known of an item while its bundle is made: first all entries are taken up, then places are given. */
interface DraftItem {
  readonly item: string;
  readonly indicator: string;
  readonly points: string | null;
  readonly basis: string | null;
  readonly decided: PlacedEntry | null;
  readonly measured: { readonly value: Measured | null; readonly previous: EarlierMeasured | null } | null;
  readonly adjustments: readonly PlacedEntry[];
  readonly marks: readonly { readonly mark: OpenedMark; readonly entry: PlacedEntry; readonly voided: PlacedEntry | null; readonly isPublic: boolean }[];
  readonly left: readonly (Omit<BundledLeftMark, 'entry' | 'voided'> & { readonly entry: PlacedEntry; readonly voided: PlacedEntry | null })[];
  readonly reveals: readonly { readonly round: number; readonly entry: PlacedEntry }[];
}

/**
 * Makes the verification bundle of a publication out of the log and of what was revealed. Null while the entry of the
 * publication is under no checkpoint yet. A dozen statements, whatever the size of the cycle.
 */
export async function makeBundle(database: Database, publication: PublicationColumns, signer: NoteSigner): Promise<Bundle | null> {
  const cycle = await database
    .selectFrom('rating_cycle')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .select(['rating_cycle.id', 'rating_cycle.previous_cycle_id', 'methodology_version.body'])
    .where('rating_cycle.id', '=', publication.cycle_id)
    .executeTakeFirstOrThrow();
  const body = cycle.body;
  // Adjustments are taken from the log, up to the publication: later ones belong to a correction.
  const councils = await readSettledCycle(database, cycle.id, body, 'AS_SETTLED');
  const subjectIds = councils.flatMap(({ evaluationId, items }) => [evaluationId, ...items.map(({ itemId }) => itemId)]);
  const log = await entriesAbout(database, [publication.id, ...subjectIds]);
  const bySubject = Map.groupBy(log, ({ subjectId }) => subjectId);
  const published = (bySubject.get(publication.id) ?? []).find(({ action }) => action === 'publication.published');
  const checkpoint = published && (await database
    .selectFrom('ledger_checkpoint')
    .select(['size', 'note'])
    .where('size', '>', published.index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst());
  if (!published || !checkpoint) {
    return null;
  }
  // What has come after the publication is none of its business.
  const before = (entry: PlacedEntry): boolean => entry.index < published.index;
  const marks = Map.groupBy(await readOpenedMarks(database, cycle.id), ({ itemId }) => itemId);
  const previousOf = await previousMeasurements(database, cycle.previous_cycle_id);
  const comparable = new Map(body.indicators.map(({ code, comparableTo }) => [code, [code, ...comparableTo]]));
  const entries = new BundleEntries();
  entries.use(published);
  const drafts = councils.map(({ code, councilId, evaluationId, items }) => {
    const individual = (bySubject.get(evaluationId) ?? []).filter(before);
    const ofCouncil = (action: string): PlacedEntry | null => individual.find((entry) => entry.action === action) ?? null;
    const [opened, settled] = [ofCouncil('evaluation.opened'), ofCouncil('evaluation.settled')];
    const own = items.map((item): DraftItem => {
      const about = (bySubject.get(item.itemId) ?? []).filter(before);
      const named = settledItem(settled, encodeNodeId('EvaluationItem', item.itemId));
      const previous = previousOf(councilId, comparable.get(item.indicatorCode) ?? [], named?.previous?.entry ?? null);
      return draftOf(item, about, individual, { body, marks: marks.get(item.itemId) ?? [], previous, settledBy: named?.measured?.entry ?? null });
    });
    for (const entry of [opened, settled, ...own.flatMap(entriesOf)]) {
      if (entry) {
        entries.use(entry);
      }
    }
    return { code, opened, settled, items: own };
  });
  const place = entries.references();
  return {
    kind: bundleKind,
    snapshot: publication.snapshot,
    snapshotHash: publication.snapshot_hash,
    methodology: body,
    cycle: encodeNodeId('RatingCycle', cycle.id),
    councils: drafts.map(({ code, opened, settled, items }) => ({
      code,
      opened: opened && place(opened),
      settled: settled && place(settled),
      items: items.map((draft) => toItem(draft, place)),
    })),
    entries: await entries.withProofs(database, checkpoint.size),
    checkpoint: checkpoint.note,
    logKey: formatVerifierKey(noteKey(signer)),
    publication: place(published),
  };
}

function draftOf(
  settled: { readonly itemId: string; readonly indicatorCode: string; readonly officialPoints: string | null; readonly officialBasis: string | null },
  about: readonly PlacedEntry[],
  individual: readonly PlacedEntry[],
  given: { readonly body: MethodologyBody; readonly marks: readonly OpenedMark[]; readonly previous: EarlierMeasured | null; readonly settledBy: string | null },
): DraftItem {
  const { itemId, indicatorCode, officialPoints, officialBasis } = settled;
  const indicator = given.body.indicators.find(({ code }) => code === indicatorCode);
  const of = (action: string): readonly PlacedEntry[] => about.filter((entry) => entry.action === action);
  const reveals = [...individual, ...about]
    .filter(({ action }) => action === 'marks.revealed')
    .map((entry) => ({ round: Number(entry.body.round), entry }));
  const commitments = new Map([...of('score.committed'), ...of('score.superseded')].map((entry) => [entry.body.commitment, entry]));
  const voided = new Map(of('score.voided').map((entry) => [entry.body.commitment, entry]));
  // The one that was settled by; where none was settled, the newest.
  const measurements = of('measurement.recorded');
  const measured = measurements.findLast((entry) => entryBodyHash(entry.body) === given.settledBy) ?? measurements.at(-1);
  const adjusted = of('score.adjusted').at(-1);
  // What was decided and then taken up again stands no more.
  const decided = about.filter(({ action }) => action.startsWith('sessionItem.')).at(-1);
  const own = given.marks.flatMap((mark) => {
    const entry = commitments.get(mark.commitment);
    const reveal = reveals.find(({ round }) => round === mark.round);
    // A mark that its rater had left behind before the reveal was opened for the auditor alone.
    const wasRevealed = (reveal?.entry.body.commitments as readonly string[] | undefined)?.includes(mark.commitment) ?? false;
    return entry && wasRevealed
      ? [{ mark, entry, voided: mark.isVoid ? (voided.get(mark.commitment) ?? null) : null, isPublic: indicator?.visibility === 'PUBLIC' }]
      : [];
  });
  return {
    item: encodeNodeId('EvaluationItem', itemId),
    indicator: indicatorCode,
    points: adjusted ? ((adjusted.body.points as string | null) ?? null) : officialPoints,
    basis: adjusted ? ((adjusted.body.basis as string | null) ?? null) : officialBasis,
    decided: decided?.action === 'sessionItem.decided' ? decided : null,
    measured:
      indicator?.scoring.kind === 'MEASURED'
        ? { value: measured ? { ...fractionOf(measured.body), entry: measured } : null, previous: given.previous }
        : null,
    adjustments: of('score.adjusted'),
    marks: own,
    left: reveals.flatMap((reveal) => leftIn(reveal, commitments, voided)),
    reveals: indicator?.scoring.kind === 'MEASURED' ? [] : reveals,
  };
}

/** The marks of an item that the reveal of a round names as left behind. */
function leftIn(
  { round, entry: reveal }: DraftItem['reveals'][number],
  commitments: ReadonlyMap<unknown, PlacedEntry>,
  voided: ReadonlyMap<unknown, PlacedEntry>,
): DraftItem['left'] {
  const named = (reveal.body.left ?? []) as readonly Pick<BundledLeftMark, 'commitment' | 'state' | 'by'>[];
  return named.flatMap(({ commitment, state, by }) => {
    const entry = commitments.get(commitment);
    return entry ? [{ round, rater: String(entry.body.rater), commitment, state, by, entry, voided: state === 'VOID' ? (voided.get(commitment) ?? null) : null }] : [];
  });
}

/** What the settlement of a council has entered of an item, as far as it is needed here. */
interface SettledItemBody {
  readonly item: string;
  readonly measured: { readonly entry: string | null } | null;
  readonly previous: { readonly entry: string | null } | null;
}

function settledItem(settled: PlacedEntry | null, item: string): SettledItemBody | undefined {
  return (settled?.body.items as readonly SettledItemBody[] | undefined)?.find((one) => one.item === item);
}

const fractionOf = (body: Readonly<Record<string, unknown>>) => ({ numerator: String(body.numerator), denominator: String(body.denominator) });

function entriesOf({ decided, measured, adjustments, marks, left, reveals }: DraftItem): readonly PlacedEntry[] {
  return [
    ...(decided ? [decided] : []),
    ...[measured?.value?.entry, measured?.previous?.entry, measured?.previous?.opened].filter((entry) => !!entry),
    ...adjustments,
    ...[...marks, ...left].flatMap(({ entry, voided }) => (voided ? [entry, voided] : [entry])),
    ...reveals.map(({ entry }) => entry),
  ];
}

function toItem(draft: DraftItem, place: (entry: PlacedEntry) => number): BundledItem {
  return {
    item: draft.item,
    indicator: draft.indicator,
    points: draft.points,
    basis: draft.basis,
    decision: decisionOf(draft, place),
    adjustments: draft.adjustments.map((entry) => ({
      points: (entry.body.points as string | null) ?? null,
      basis: (entry.body.basis as string | null) ?? null,
      entry: place(entry),
    })),
    marks: draft.marks.map(({ mark, entry, voided, isPublic }) => ({
      round: mark.round,
      rater: mark.rater,
      commitment: mark.commitment,
      entry: place(entry),
      state: mark.isVoid ? 'VOID' : 'COUNTS',
      voided: voided && place(voided),
      opening: isPublic ? mark.opening : null,
    })),
    left: draft.left.map(({ entry, voided, ...mark }) => ({ ...mark, entry: place(entry), voided: voided && place(voided) })),
    reveals: draft.reveals.map(({ round, entry }) => ({ round, entry: place(entry) })),
  };
}

function decisionOf({ decided, measured }: DraftItem, place: (entry: PlacedEntry) => number): BundledDecision {
  if (measured) {
    return { method: 'MEASURED', value: measurementOf(measured.value, place), previous: earlierOf(measured.previous, place) };
  }
  return decided ? { method: decided.body.method as 'AGREED' | 'NO_CONSENSUS', entry: place(decided) } : { method: 'AGGREGATE' };
}

function earlierOf(value: EarlierMeasured | null, place: (entry: PlacedEntry) => number): BundledPrevious | null {
  const measurement = measurementOf(value, place);
  return value && measurement && { ...measurement, opened: value.opened && place(value.opened) };
}

function measurementOf(value: Measured | null, place: (entry: PlacedEntry) => number): BundledMeasurement | null {
  return value && { numerator: value.numerator, denominator: value.denominator, entry: value.entry && place(value.entry) };
}
