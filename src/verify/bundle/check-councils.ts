import type { Bundle } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import type { NamedRow } from '../shape/snapshot-shape.js';

/** Verifies that the bundle has the councils of the table, each once, and that no two items have one id. */
export function checkCouncils({ councils }: Bundle, rows: readonly NamedRow[]): void {
  const published = new Set(rows.map(({ councilCode }) => councilCode));
  const [seen, items] = [new Set<string>(), new Set<string>()];
  for (const [at, council] of councils.entries()) {
    const { code } = council;
    const place = `$.councils[${at}]`;
    if (seen.has(code)) {
      refuse('COUNCIL_REPEATED', `${place}.code`, `The council ${code} stands there twice.`);
    }
    if (!published.has(code)) {
      refuse('COUNCIL_UNKNOWN', `${place}.code`, `The table has no council ${shown(code)}.`);
    }
    seen.add(code);
    for (const [itemAt, { item }] of council.items.entries()) {
      if (items.has(item)) {
        refuse('ITEM_REPEATED', `${place}.items[${itemAt}].item`, `The item ${shown(item)} stands there twice.`);
      }
      items.add(item);
    }
  }
  const missing = rows.findIndex(({ councilCode }) => !seen.has(councilCode));
  if (missing !== -1) {
    refuse('COUNCIL_MISSING', `$.snapshot.rows[${missing}]`, `The bundle has nothing of the council ${rows[missing]?.councilCode ?? ''}.`);
  }
}
