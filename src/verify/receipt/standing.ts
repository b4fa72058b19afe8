import type { Receipt } from '../../ledger/receipt.js';
import type { Bundle } from '../../publication/bundle.js';
import { verifyBundle } from '../bundle/verify-bundle.js';
import { Refusal, refuse } from '../fault.js';

/** What became of a mark, by the reveal of its round. */
export interface Standing {
  /** COUNTS, or VOID: its rater has left. SUPERSEDED: its rater has replaced it by another one. */
  readonly state: 'COUNTS' | 'SUPERSEDED' | 'VOID';
  /** The commitment that stands in its place; null where it was not replaced. */
  readonly by: string | null;
  /** The item as people call it, "UZ-AN 1.2", and the round. */
  readonly item: string;
  readonly round: number;
  /** The number of the publication. */
  readonly publication: number;
  /** The place of the commitment in the log, and the size of the log under whose checkpoint it is proved. */
  readonly index: number;
  readonly size: number;
}

/** Verifies a bundle, and finds the commitment of a receipt in it. Refuses a bundle that is wrong, or that names it nowhere. */
export function standingIn(value: unknown, { commitment }: Receipt, { key, rater }: { readonly key: string; readonly rater?: string }): Standing {
  const { fault, facts } = verifyBundle(value, { key });
  if (fault) {
    throw new Refusal(fault);
  }
  const bundle = value as Bundle;
  const marks = bundle.councils.flatMap(({ code, items }) =>
    items.flatMap((item) => [...item.marks.map((mark) => ({ ...mark, by: null })), ...item.left].map((mark) => ({ mark, name: `${code} ${item.indicator}` }))),
  );
  const found = marks.find(({ mark }) => mark.commitment === commitment);
  if (!found) {
    return refuse(
      'RECEIPT_UNNAMED',
      '$.councils',
      `No round of this bundle names the commitment ${commitment}, neither as counting, nor as superseded or void. Unless the mark was made for another cycle, or its round was given up, it was left out.`,
    );
  }
  const { mark, name } = found;
  if (rater !== undefined && mark.rater !== rater) {
    refuse('RECEIPT_BROKEN', '$.councils', `The bundle names the commitment ${commitment} as one of the rater ${mark.rater}, and not of ${rater}.`);
  }
  return {
    state: mark.state,
    by: mark.by,
    item: name,
    round: mark.round,
    publication: facts.publication?.number ?? 0,
    index: bundle.entries[mark.entry]?.index ?? -1,
    size: facts.log?.size ?? 0,
  };
}
