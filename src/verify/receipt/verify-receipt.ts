import { entryBodyHash, entryLeafHash } from '../../ledger/log-entry.js';
import { verifyInclusion } from '../../ledger/merkle/index.js';
import { openReceipt, type Receipt } from '../../ledger/receipt.js';
import { actions } from '../bundle/actions.js';
import { openCheckpoint } from '../checkpoint.js';
import { type Fault, faultOf, refuse, type Remark, verdictOf, type Verdict } from '../fault.js';
import { logKeyOf } from '../options.js';
import { type InclusionProof, readInclusionProof } from './inclusion-proof.js';
import { type Standing, standingIn } from './standing.js';

/** What a receipt is verified with. */
export interface ReceiptOptions {
  /** The key of the log. */
  readonly key: string;
  /** The proof that the commitment is in the log: the answer of the API, parsed. */
  readonly proof?: unknown;
  /** The pseudonym of the rater, which the entry holds beside the commitment. */
  readonly rater?: string;
  /** The bundle of the publication that the mark went into, parsed: shows whether it counted. */
  readonly bundle?: unknown;
}

/** What the verification of a receipt comes to. */
export interface ReceiptReport {
  readonly verdict: Verdict;
  readonly fault: Fault | null;
  readonly remarks: readonly Remark[];
  readonly receipt: Receipt | null;
  /** The place of the commitment in the log; null while that is not proved. */
  readonly index: number | null;
  /** The size of the log under whose checkpoint it is proved. */
  readonly size: number | null;
  /** What became of the mark by the reveal of its round; null where no bundle was given. */
  readonly standing: Standing | null;
}

/** Opens a receipt and, with a proof, shows that its promise was kept. Never throws. */
export function verifyReceipt(note: string, options: ReceiptOptions): ReceiptReport {
  let receipt: Receipt | null = null;
  try {
    const key = logKeyOf(options.key, 'options.key');
    receipt = openReceipt(note, key);
    if (!receipt) {
      return refuse('RECEIPT_MALFORMED', 'receipt', `This is no receipt that was signed with the key ${key.name}+${key.keyId}.`);
    }
    const standing = options.bundle === undefined ? null : standingIn(options.bundle, receipt, options);
    if (options.proof === undefined && standing === null) {
      const until = new Date(receipt.includedBy * 1000).toISOString();
      const message = `The log has promised that this commitment is in it by ${until}. Whether it is, shows the answer of the API to inclusionProof(hash: "${receipt.commitment}").`;
      return { verdict: 'PROVED', fault: null, remarks: [{ code: 'NO_PROOF', place: 'receipt', message }], receipt, index: null, size: null, standing };
    }
    if (options.proof === undefined) {
      return { verdict: 'PROVED', fault: null, remarks: [], receipt, index: standing?.index ?? null, size: standing?.size ?? null, standing };
    }
    const proof = readInclusionProof(options.proof, '$');
    const { size, root } = openCheckpoint(proof.checkpoint.note, key, '$.checkpoint.note');
    checkEntry(receipt, proof, options.rater);
    const { index, action, body, head, hashes } = proof;
    if (!verifyInclusion({ leafHash: entryLeafHash({ action, body, head }), index, size, proof: hashes, root })) {
      refuse('ENTRY_NOT_IN_LOG', '$', `Entry ${index} is not proved to be in the log of ${size} entries.`);
    }
    const remarks: readonly Remark[] = standing
      ? []
      : [{ code: 'STANDING_UNKNOWN', place: 'receipt', message: 'That the commitment is in the log does not say that it counted: the bundle of the publication shows that, with --bundle.' }];
    return { verdict: 'PROVED', fault: null, remarks, receipt, index, size, standing };
  } catch (error) {
    const fault = faultOf(error, 'receipt');
    return { verdict: verdictOf(fault), fault, remarks: [], receipt, index: null, size: null, standing: null };
  }
}

/** Verifies that the entry of a proof is of the commitment of the receipt. */
function checkEntry({ commitment }: Receipt, { action, body }: InclusionProof, rater: string | undefined): void {
  if (action !== actions.committed && action !== actions.superseded) {
    refuse('RECEIPT_BROKEN', '$.action', `The entry is no commitment: it is ${action}.`);
  }
  if (rater === undefined) {
    refuse('OPTION', 'options.rater', 'The entry of a commitment holds the pseudonym of its rater: give that, too.');
  }
  if (entryBodyHash({ rater, commitment }) !== body) {
    refuse('RECEIPT_BROKEN', '$.body', `The entry is not of the commitment ${commitment} of the rater ${rater}.`);
  }
}
