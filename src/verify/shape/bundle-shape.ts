import { type Bundle, bundleKind } from '../../publication/bundle.js';
import { refuse } from '../fault.js';
import { root, shown, within } from '../place.js';
import { hash, name, record } from './forms.js';
import { item, reference } from './item-shape.js';
import { methodology, mostIndicators } from './methodology-shape.js';
import { membersOf, object } from './object.js';
import { anyText, integer, list, nullable, oneOf } from './readers.js';

/** The longest snapshot, in characters. */
const longestSnapshot = 100_000_000;

/** An entry of the log as a proof shows it. */
export const bundledEntry = {
  index: integer(0, Number.MAX_SAFE_INTEGER),
  shown: object({ action: name, body: hash, head: hash }),
  body: nullable(record),
  proof: list(hash, 54),
} as const;

const bundle = object({
  kind: oneOf(bundleKind),
  snapshot: anyText(longestSnapshot),
  snapshotHash: hash,
  methodology,
  cycle: name,
  councils: list(object({ code: name, opened: nullable(reference), settled: nullable(reference), items: list(item, mostIndicators) }), 10_000),
  entries: list(object(bundledEntry), 10_000_000),
  checkpoint: anyText(1_000_000),
  logKey: anyText(1_000),
  publication: reference,
});

/** Reads a bundle: exactly the members that the format has, each of its form. Refuses everything else with its place. */
export function readBundle(value: unknown): Bundle {
  const { kind } = membersOf(value, root);
  return kind === undefined || kind === bundleKind
    ? bundle(value, root)
    : refuse('UNKNOWN_KIND', within(root, 'kind'), `This version knows bundles of the kind "${bundleKind}" alone, and this one is ${shown(kind)}.`);
}
