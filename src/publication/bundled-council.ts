import type { BundledCouncil } from './bundle.js';
import type { TracedCouncil } from './trace.js';

/** A council of a bundle as its trace is made of it: the marks that count and are opened, and measured values. */
export function councilOfBundle({ code, items }: BundledCouncil): TracedCouncil {
  return {
    code,
    name: { uzLatn: code },
    items: items.map(({ indicator, points, basis, decision, marks }) => ({
      indicatorCode: indicator,
      officialPoints: points,
      officialBasis: basis,
      measured: decision.method === 'MEASURED' ? decision.value : null,
      marks: marks.flatMap(({ rater, round, state, opening }) => (state === 'COUNTS' && opening ? [{ rater, round, value: opening.value }] : [])),
    })),
  };
}
