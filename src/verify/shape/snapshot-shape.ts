import type { Snapshot } from '../../publication/snapshot.js';
import { day, hash, name, translated } from './forms.js';
import { membersOf, object, only } from './object.js';
import { anyText, boolean, integer, list, nullable, type Read } from './readers.js';

const number = integer(1, 2_147_483_647);

const correction = object({
  of: number,
  reason: anyText(100_000),
  figures: list(object({ councilCode: name, figure: name, before: nullable(anyText(1_000)), after: nullable(anyText(1_000)) }), 1_000_000),
});

/** What a table says that cannot be recomputed: its number, its cycle, its methodology by name, and what it corrects. */
export interface SnapshotHead extends Pick<Snapshot, 'number' | 'cycle' | 'methodology'> {
  readonly correction: NonNullable<Snapshot['correction']> | null;
}

const head: Read<SnapshotHead> = object({
  number,
  cycle: object({ id: name, title: translated, periodFrom: day, periodTo: day, demonstration: boolean }),
  methodology: object({ code: name, number, hash, illustrative: boolean }),
  correction: nullable(correction),
});

const row = object({ councilCode: name, name: translated });

/** A row by the council that it is of. */
export type NamedRow = ReturnType<typeof row>;

/** Reads of a snapshot what the recomputation takes from it. Its figures are not looked at: they are recomputed. */
export function readSnapshotHead(value: unknown, place: string): { readonly head: SnapshotHead; readonly rows: readonly NamedRow[] } {
  const rows = list((one, at) => row(only(one, at, ['councilCode', 'name']), at), 10_000);
  return {
    head: head(only(value, place, ['number', 'cycle', 'methodology', 'correction']), place),
    rows: rows(membersOf(value, place).rows, `${place}.rows`),
  };
}

