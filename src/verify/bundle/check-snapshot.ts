import { contentHash, domainTags } from '../../ledger/digest.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { findCanonicalFault } from '../../ledger/canonical-fault.js';
import { sha256Hex } from '../../ledger/sha256.js';
import type { Bundle } from '../../publication/bundle.js';
import { rulesOf } from '../../publication/methodology-rules.js';
import { snapshotKinds } from '../../publication/snapshot.js';
import type { MethodologyRules } from '../../scoring/index.js';
import { refuse } from '../fault.js';
import { readJson } from '../json-text.js';
import { shown } from '../place.js';
import { membersOf } from '../shape/object.js';
import { type NamedRow, readSnapshotHead, type SnapshotHead } from '../shape/snapshot-shape.js';
import { refuseTooFine } from './geometric-limit.js';

/** A snapshot whose hash holds, with the methodology that it names. */
export interface CheckedSnapshot {
  /** As it was parsed: what recomputed figures are compared with. */
  readonly snapshot: Readonly<Record<string, unknown>>;
  readonly head: SnapshotHead;
  readonly rows: readonly NamedRow[];
  readonly rules: MethodologyRules;
}

const place = '$.snapshot';

/** Verifies that the snapshot is the one that was hashed, of the cycle of the marks, by the methodology that is there. */
export function checkSnapshot(bundle: Bundle): CheckedSnapshot {
  refuseOtherKinds(bundle.snapshot);
  const hash = sha256Hex(domainTags.publication, Uint8Array.of(0), bundle.snapshot);
  if (hash !== bundle.snapshotHash) {
    refuse('SNAPSHOT_HASH', '$.snapshotHash', `The snapshot has the hash ${hash}, and the bundle says ${bundle.snapshotHash}.`);
  }
  const snapshot = membersOf(readJson(bundle.snapshot, place), place);
  if (findCanonicalFault(snapshot) !== null || canonicalJson(snapshot) !== bundle.snapshot) {
    refuse('SNAPSHOT_NOT_CANONICAL', place, 'The snapshot is not in its canonical form (RFC 8785).');
  }
  const { head, rows } = readSnapshotHead(snapshot, place);
  if (head.cycle.id !== bundle.cycle) {
    refuse('SNAPSHOT_CYCLE', '$.cycle', `The snapshot is of the cycle ${shown(head.cycle.id)}, and the marks are of ${shown(bundle.cycle)}.`);
  }
  return { snapshot, head, rows, rules: checkMethodology(bundle, head) };
}

/** Before anything is said of its hash, which is made under the kind. */
function refuseOtherKinds(text: string): void {
  const kind = kindOf(text);
  if (typeof kind === 'string' && kind !== snapshotKinds[0]) {
    const isFormer = snapshotKinds.some((known) => known === kind);
    const other = isFormer ? 'an earlier one, which told less than can be recomputed' : 'not known here';
    refuse('UNKNOWN_KIND', `${place}.kind`, `This version recomputes tables of the kind "${snapshotKinds[0]}"; ${shown(kind)} is ${other}.`);
  }
}

function kindOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly kind?: unknown } | null)?.kind;
  } catch {
    return null;
  }
}

function checkMethodology({ methodology }: Bundle, head: SnapshotHead): MethodologyRules {
  const hash = contentHash(domainTags.methodologyVersion, methodology);
  if (hash !== head.methodology.hash) {
    refuse('METHODOLOGY_HASH', '$.methodology', `The methodology has the hash ${hash}, and the snapshot names ${head.methodology.hash}.`);
  }
  if (methodology.illustrative !== head.methodology.illustrative) {
    refuse('FIGURE_DIFFERS', `${place}.methodology.illustrative`, `methodology illustrative: published ${head.methodology.illustrative}, recomputed ${methodology.illustrative}`);
  }
  const rules = rulesOf(methodology);
  if (rules === null) {
    return refuse('METHODOLOGY_PARTIAL', '$.methodology', 'A part of the methodology is unknown, so nothing can be rated by it.');
  }
  refuseTooFine(rules, '$.methodology');
  return rules;
}
