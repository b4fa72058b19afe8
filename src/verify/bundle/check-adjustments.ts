import { refuse } from '../fault.js';
import { actions, members } from './actions.js';
import type { ItemContext, PlacedItem } from './checked-item.js';
import { isSame, pointsOfBody, type SettledPoints, told, toldBody } from './settled-points.js';

/** Why points are replaced. */
const sources: readonly unknown[] = ['APPEAL', 'EQUAL_TREATMENT', 'CORRECTION'];

/** Verifies the adjustments of an item against their entries, in their order; gives the points of the last one. */
export function checkAdjustments({ book }: ItemContext, { item, place, name }: PlacedItem, settledAt: number): SettledPoints | null {
  let before = settledAt;
  for (const [at, adjustment] of item.adjustments.entries()) {
    const own = `${place}.adjustments[${at}]`;
    const entry = book.take(adjustment.entry, `${own}.entry`, { actions: [actions.adjusted], members: members.adjusted, item: item.item });
    const recorded = pointsOfBody(entry.body);
    if (!sources.includes(entry.body.source) || typeof entry.body.sourceId !== 'string' || !recorded) {
      return refuse('ENTRY_BODY', entry.place, `${name}: the entry ${entry.index} is no adjustment.`);
    }
    if (!isSame(recorded, adjustment)) {
      refuse('ADJUSTMENT_DIFFERS', own, `${name}: the adjustment gives ${told(adjustment)}, and ${toldBody(entry.body)} was recorded (entry ${entry.index}).`);
    }
    if (entry.index < before) {
      refuse('ADJUSTMENT_ORDER', `${own}.entry`, `${name}: the adjustment was made before what it replaces.`);
    }
    before = entry.index;
  }
  const last = item.adjustments.at(-1);
  return last ? { points: last.points, basis: last.basis } : null;
}
