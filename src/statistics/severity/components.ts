import { byCode } from './severity-cells.js';

/** Raters and councils that are linked by marks, directly or over others. */
export interface Component {
  readonly raters: readonly string[];
  readonly councils: readonly string[];
}

/**
 * The connected parts of the graph in which a mark links its rater and its council. Between two parts no severity can
 * be compared: all raters of one may be lenient, or all its councils good (Weeks & Williams 1964). Codes are in order,
 * and the part with the first rater comes first; without links there is none.
 */
export function components(links: readonly { readonly rater: string; readonly council: string }[]): Component[] {
  const councilsOf = new Map<string, Set<string>>();
  const ratersOf = new Map<string, Set<string>>();
  for (const { rater, council } of links) {
    councilsOf.set(rater, (councilsOf.get(rater) ?? new Set()).add(council));
    ratersOf.set(council, (ratersOf.get(council) ?? new Set()).add(rater));
  }
  const seen = new Set<string>();
  const parts: Component[] = [];
  for (const first of [...councilsOf.keys()].toSorted(byCode)) {
    if (!seen.has(first)) {
      const raters = new Set([first]);
      const councils = new Set<string>();
      // Both sets grow while they are walked, until nothing new is reached.
      for (const rater of raters) {
        for (const council of councilsOf.get(rater) ?? []) {
          councils.add(council);
          for (const other of ratersOf.get(council) ?? []) {
            raters.add(other);
          }
        }
        seen.add(rater);
      }
      parts.push({ raters: [...raters].toSorted(byCode), councils: [...councils].toSorted(byCode) });
    }
  }
  return parts;
}
