/** Every code of a fault with its meaning. A code is never given a new meaning. */
export const faultCodes = {
  // What was given cannot be looked at.
  CANNOT_READ: 'A file or an address cannot be read, or cannot be written.',
  TOO_LARGE: 'It is larger than anything of its kind.',
  NOT_JSON: 'It is no JSON.',
  SHAPE: 'A member is missing, not known, or of another form.',
  UNKNOWN_KIND: 'It is of a kind or shape that this version does not know.',
  OPTION: 'An option is missing, or of another form.',
  CONSISTENCY_NEEDED: 'Two checkpoints of different sizes can only be compared with a consistency proof.',
  NO_ANSWER: 'A server gave no answer, or not the one that was asked for.',
  STATE_IN_USE: 'Another run works with the same state file.',
  // The snapshot, the methodology, the checkpoint.
  SNAPSHOT_NOT_CANONICAL: 'The snapshot is no canonical JSON (RFC 8785), so its hash could be of something else.',
  SNAPSHOT_HASH: 'The hash of the snapshot is another one.',
  SNAPSHOT_CYCLE: 'The snapshot is of another rating cycle than the marks.',
  METHODOLOGY_HASH: 'The methodology is not the one that the snapshot names by its hash.',
  METHODOLOGY_PARTIAL: 'By a partial methodology nothing can be rated.',
  METHODOLOGY_TOO_FINE: 'The weights of geometric criteria are finer than the verifier computes.',
  KEY_DIFFERS: 'The key of the log is not the one that was given.',
  CHECKPOINT_MALFORMED: 'The checkpoint is no signed note (C2SP), or its text no checkpoint.',
  CHECKPOINT_UNSIGNED: 'The checkpoint is not signed with the key of the log.',
  CHECKPOINT_SIGNATURE: 'A signature of the checkpoint under a known key is false.',
  CHECKPOINT_ORIGIN: 'The checkpoint is of another log.',
  CHECKPOINT_FORKED: 'Two checkpoints of one size have different roots: the log shows different people different things.',
  CHECKPOINT_INCONSISTENT: 'One checkpoint is not the continuation of the other.',
  COSIGNATURE_MISSING: 'None of the given witnesses has signed the checkpoint.',
  // The entries of the log.
  ENTRY_ORDER: 'The entries are not in the order of the log, or one stands there twice.',
  ENTRY_BODY_HASH: 'The body of an entry is not the one that was logged.',
  ENTRY_NOT_IN_LOG: 'An entry is not in the log of the checkpoint at its place.',
  ENTRY_UNKNOWN: 'There is no entry at the place that is pointed to.',
  ENTRY_USED_TWICE: 'Two things rest on one entry.',
  ENTRY_ACTION: 'An entry says that something else was done.',
  ENTRY_BODY: 'The body of an entry says something else.',
  // Councils and items.
  COUNCIL_REPEATED: 'A council stands there twice.',
  COUNCIL_UNKNOWN: 'A council is not in the table.',
  COUNCIL_MISSING: 'A council of the table is missing.',
  ITEM_REPEATED: 'An item, or an indicator of a council, stands there twice.',
  ITEM_MISSING: 'An indicator of the methodology has no item.',
  INDICATOR_UNKNOWN: 'The methodology has no such indicator.',
  // Marks.
  MARKS_OF_MEASURED: 'A measured indicator has marks or reveals.',
  MARK_ROUND: 'A mark is of a round that was not revealed.',
  OPENING_MISSING: 'A mark of a public indicator is not opened.',
  OPENING_PRESENT: 'A mark of an indicator that is not public is opened.',
  COMMITMENT_DIFFERS: 'What was opened is not what was committed to.',
  COMMITMENT_REPEATED: 'Two marks have one commitment.',
  RATER_REPEATED: 'A rater has two marks in one round of an item.',
  COMMITTED_AFTER_REVEAL: 'A mark was committed to after its round was revealed.',
  COMMITTED_BEFORE_ROUND: 'A mark was committed to before the round before it was revealed.',
  VOID_WITHOUT_ENTRY: 'A void mark has no entry that says so, or one that counts has one.',
  VOID_BEFORE_REVEAL: 'A mark was void before its reveal, and yet revealed.',
  // Reveals.
  REVEAL_MISSING: 'The individual marks of an item have no reveal.',
  REVEAL_REPEATED: 'A round was revealed twice.',
  REVEAL_ORDER: 'Rounds are not in their order, or were not revealed in it.',
  REVEAL_SHARED: 'The individual marks of one council were revealed by different entries.',
  MARK_MISSING: 'A mark that was revealed is not in the bundle.',
  MARK_EXTRA: 'A mark of the bundle was not revealed with its round.',
  ROLL_DIFFERS: 'The count of a round is not that of its marks.',
  // Points.
  DECISION_KIND: 'Points of a measured indicator cannot come from marks, nor those of a judged one from a measurement.',
  DECISION_DIFFERS: 'What was decided in the session is something else.',
  DECIDED_BEFORE_REVEAL: 'It was decided before the last round was revealed.',
  ROUNDS_MISSING: 'The session had more rounds than the bundle shows.',
  AGREED_NOT_ADMISSIBLE: 'What was agreed on is no value of the indicator.',
  MEASUREMENT_UNPROVED: 'A measured value has no entry.',
  MEASUREMENT_DIFFERS: 'A measured value is not the one that was recorded.',
  POINTS_DIFFER: 'The points of an item do not follow from its marks, its decision or its adjustments.',
  ADJUSTMENT_DIFFERS: 'An adjustment is not the one that was recorded.',
  ADJUSTMENT_ORDER: 'The adjustments are not in their order.',
  // The table.
  FIGURE_DIFFERS: 'A published figure is not the one that follows.',
  CORRECTION_DIFFERS: 'What a correction says does not agree with its own table.',
  CANNOT_BE_CHECKED: 'It leads the rules to no answer.',
  PUBLICATION_ENTRY: 'The entry of the publication is of another number or snapshot.',
  ENTRY_AFTER_PUBLICATION: 'The table rests on something that was logged after it.',
  // A ledger, line by line.
  SEQUENCE: 'A line is not the next one: lines are missing, doubled or in another order.',
  LEAF_HASH: 'The leaf hash of a line is not that of its entry.',
  CHAIN_HASH: 'The chain hash of a line does not follow from all lines before it.',
  TRUNCATED: 'The ledger ends before a checkpoint.',
  ROOT_DIFFERS: 'The lines up to a checkpoint are not those that it was signed over.',
  // A receipt.
  RECEIPT_MALFORMED: 'It is no receipt that was signed with this key.',
  RECEIPT_BROKEN: 'The entry that was given is not of the commitment of the receipt.',
  // A witness.
  LOG_SHRANK: 'The log is shorter than it was.',
  COSIGNATURE_REFUSED: 'The server did not take the cosignature.',
} as const;

/** A code of the list. */
export type FaultCode = keyof typeof faultCodes;

/** Of what cannot be looked at; all other codes say that something is wrong. */
export const unusableCodes: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'CANNOT_READ',
  'TOO_LARGE',
  'NOT_JSON',
  'SHAPE',
  'UNKNOWN_KIND',
  'OPTION',
  'CONSISTENCY_NEEDED',
  'NO_ANSWER',
  'STATE_IN_USE',
  'COSIGNATURE_REFUSED',
]);
