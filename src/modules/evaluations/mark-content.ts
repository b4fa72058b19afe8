import type { Seal } from '../../ledger/seal.js';
import type { MarkValue } from '../../scoring/index.js';
import type { ChangeReason } from './change-reason.js';
import { markValueOf, type ValueColumns } from './mark-value.js';
import type { EvidenceReference } from './score.entity.js';

/** What a draft says. */
export interface DraftContent extends ValueColumns {
  readonly justification: string;
  readonly confidence: number | null;
  readonly evidenceReferences: readonly EvidenceReference[];
  /** Why it says something else than the same rater's mark of the round before; null where nothing was said. */
  readonly changeReason: ChangeReason | null;
}

/** What a submitted mark says, with the salt of its commitment. */
export interface MarkContent extends DraftContent {
  readonly commitmentSalt: string;
}

/** Where a draft or mark belongs: one that is moved to another rater, item or round in the database does not open. */
export interface MarkPlace {
  readonly assignmentId: string;
  readonly itemId: string;
  readonly round: number;
}

const placeOf = (kind: 'draft' | 'mark', { assignmentId, itemId, round }: MarkPlace): string =>
  [kind, assignmentId, itemId, round].join('/');

/** Makes a draft unreadable at rest. */
export function sealDraft(seal: Seal, place: MarkPlace, content: DraftContent): string {
  return seal.seal(placeOf('draft', place), content);
}

/** Reads a draft as its rater left it. Throws a SealBrokenError. */
export function openDraft(seal: Seal, place: MarkPlace, sealed: string): DraftContent {
  return { ...unsaid, ...(seal.open(placeOf('draft', place), sealed) as DraftContent) };
}

/** Makes a submitted mark unreadable at rest. */
export function sealMark(seal: Seal, place: MarkPlace, content: MarkContent): string {
  return seal.seal(placeOf('mark', place), content);
}

/** Reads a submitted mark. Throws a SealBrokenError. */
export function openMark(seal: Seal, place: MarkPlace, sealed: string): MarkContent {
  return { ...unsaid, ...(seal.open(placeOf('mark', place), sealed) as MarkContent) };
}

/** What marks of before joint rating do not tell. */
const unsaid = { changeReason: null } as const;

/** The value of a content as scoring takes it. */
export const valueOfContent = (content: DraftContent): MarkValue => markValueOf(content);
