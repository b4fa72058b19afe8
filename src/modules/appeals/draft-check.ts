import type { Database } from '../../database/tables.js';
import type { Fault } from '../../errors.js';
import type { MethodologyRules } from '../../scoring/index.js';
import { indicatorIn } from './appeal-context.js';
import { pointsFaults } from './appeal-points.js';
import type { DraftItem } from './draft-content.js';
import { type PresentItem, presentItems } from './present-points.js';

interface KnownEvidence {
  readonly id: string;
  readonly file_sha256: string;
  readonly late: boolean;
}

/** What is wrong with the items of a draft by what the evaluation holds: all of it, so that nobody has to ask twice. */
export async function draftFaults(
  database: Database,
  evaluationId: string,
  rules: MethodologyRules,
  items: readonly DraftItem[],
): Promise<readonly Fault[]> {
  const known = new Map((await presentItems(database, { evaluationId })).map((item) => [item.id, item]));
  const brought = new Map((await evidenceOf(database, evaluationId)).map((piece) => [piece.id, piece]));
  return items.flatMap((item, at): readonly Fault[] => {
    const path = ['items', String(at)];
    const present = known.get(item.itemId ?? '');
    return [
      ...(present ? requestFaults(rules, present, item, path) : [{ code: 'NOT_FOUND' as const, path: [...path, 'itemId'] }]),
      ...item.evidence.flatMap((reference, place) =>
        referenceFaults(brought.get(reference.evidenceId ?? ''), reference.sha256, [...path, 'evidence', String(place)]),
      ),
    ];
  });
}

/** What is asked for could be granted: whoever asks for less than there is, or for what nobody may give, is told so. */
function requestFaults(rules: MethodologyRules, present: PresentItem, { requestedPoints }: DraftItem, path: readonly string[]): readonly Fault[] {
  const indicator = indicatorIn(rules, present.indicatorCode);
  return requestedPoints === null ? [] : pointsFaults(indicator, present, requestedPoints, [...path, 'requestedPoints']);
}

/** What was there before the evidence was closed can have been overlooked; what came late cannot. */
function referenceFaults(piece: KnownEvidence | undefined, sha256: string | null, path: readonly string[]): readonly Fault[] {
  if (!piece) {
    return [{ code: 'NOT_FOUND', path: [...path, 'evidenceId'] }];
  }
  if (piece.late) {
    return [{ code: 'EVIDENCE_CLOSED', path: [...path, 'evidenceId'] }];
  }
  return piece.file_sha256 === sha256 ? [] : [{ code: 'EVIDENCE_HASH_MISMATCH', path: [...path, 'sha256'] }];
}

/** What the council has brought and not taken back; what was rejected too, since that may be what it appeals against. */
function evidenceOf(database: Database, evaluationId: string): Promise<KnownEvidence[]> {
  return database
    .selectFrom('evidence')
    .select(['id', 'file_sha256', 'late'])
    .where('evaluation_id', '=', evaluationId)
    .where('state', '<>', 'WITHDRAWN')
    .execute();
}
