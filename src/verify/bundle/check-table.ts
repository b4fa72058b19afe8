import type { Bundle } from '../../publication/bundle.js';
import { makeSnapshot } from '../../publication/make-snapshot.js';
import type { SettledCouncil, SettledMark } from '../../publication/settled.js';
import type { Snapshot, SnapshotRow } from '../../publication/snapshot.js';
import { refuse } from '../fault.js';
import { shown, within } from '../place.js';
import type { OpenedCouncil } from './check-opened.js';
import type { CheckedSnapshot } from './check-snapshot.js';
import type { CheckedItem } from './checked-item.js';
import { figureName, type FigurePath } from './figure-name.js';
import { countFigures, type Difference, firstDifference } from './first-difference.js';

const place = '$.snapshot';

/** A council whose items hold. */
export interface CheckedCouncil {
  readonly code: string;
  /** What was entered when its evaluation was opened. */
  readonly opened: OpenedCouncil;
  readonly items: readonly CheckedItem[];
}

/** Makes the table anew out of points and marks, and compares every figure. Gives the table and how many figures there were. */
export function checkTable(bundle: Bundle, checked: CheckedSnapshot, councils: readonly CheckedCouncil[]): { readonly table: Snapshot; readonly figures: number } {
  const { head, snapshot } = checked;
  const { number, cycle, methodology, correction } = head;
  const made = makeSnapshot({ number, cycle, methodology }, bundle.methodology, councils.map((council) => settledCouncil(council, checked)));
  const table: Snapshot = { ...made, correction };
  const difference = differenceOfRows(snapshot, table) ?? firstDifference(snapshot, table);
  return difference ? refuseDifference(snapshot, table, difference) : { table, figures: countFigures(table) };
}

/** What the table is made of: only marks that count and are public. */
function settledCouncil({ code, items }: Pick<CheckedCouncil, 'code' | 'items'>, { rows }: CheckedSnapshot): SettledCouncil {
  return {
    code,
    name: rows.find(({ councilCode }) => councilCode === code)?.name ?? {},
    items: items.map(({ item, marks, indicator }) => ({
      indicatorCode: item.indicator,
      officialPoints: item.points,
      officialBasis: item.basis,
      marks: indicator.visibility === 'PUBLIC' ? marks.flatMap(({ mark }): readonly SettledMark[] => settledMark(mark)) : [],
    })),
  };
}

function settledMark({ state, opening, rater, round }: CheckedItem['item']['marks'][number]): readonly SettledMark[] {
  return state === 'COUNTS' && opening ? [{ rater, round, value: opening.value }] : [];
}

/** What makes a council's place, causes before effects: the first difference is then told as what it is. */
const mainFigures = ['rated', 'reason', 'indicators', 'criteria', 'exact', 'published', 'category', 'rank'] as const;

/** Rows council by council, before their order: first what makes the places of all, then how firm these are. */
function differenceOfRows(snapshot: CheckedSnapshot['snapshot'], table: Snapshot): Difference | null {
  const published = snapshot.rows as readonly SnapshotRow[];
  const pairs = table.rows.map((row) => {
    const at = published.findIndex(({ councilCode }) => councilCode === row.councilCode);
    return { at, before: published[at], row };
  });
  for (const name of mainFigures) {
    for (const { at, before, row } of pairs) {
      const found = firstDifference(before?.[name], row[name], ['rows', at, name]);
      if (found) {
        return found;
      }
    }
  }
  const rest = pairs.map(({ at, before, row }) => firstDifference(before, row, ['rows', at])).find((found) => found !== null);
  const order = codes(published) === codes(table.rows) ? null : { path: ['rows'], published: codes(published), recomputed: codes(table.rows) };
  return rest ?? order;
}

const codes = (rows: readonly SnapshotRow[]): string => rows.map(({ councilCode }) => councilCode).join(', ');

function refuseDifference(snapshot: CheckedSnapshot['snapshot'], table: Snapshot, { path, published, recomputed }: Difference): never {
  // An element that only one of them has is named by the one that has it.
  const named = path.length > 0 && published === undefined ? table : snapshot;
  return refuse('FIGURE_DIFFERS', placeOf(path), `${figureName(named, path)}: published ${figure(published)}, recomputed ${figure(recomputed)}`);
}

const placeOf = (path: FigurePath): string => path.reduce<string>((at, key) => within(at, key), place);

/** A figure without quotation marks, as it stands in a printed table. */
const figure = (value: unknown): string => (typeof value === 'string' && value.length <= 200 ? value : shown(value));
