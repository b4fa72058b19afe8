/** What the ledger calls the things that a table rests on. */
export const actions = {
  opened: 'evaluation.opened',
  committed: 'score.committed',
  superseded: 'score.superseded',
  voided: 'score.voided',
  revealed: 'marks.revealed',
  settled: 'evaluation.settled',
  decided: 'sessionItem.decided',
  measured: 'measurement.recorded',
  adjusted: 'score.adjusted',
  published: 'publication.published',
} as const;

/** The members of the bodies of their entries, each of them there and no other but `agreed`. */
export const members = {
  opened: ['cycle', 'previousCycle', 'methodologyHash', 'deliberation', 'council', 'code', 'names', 'items'],
  committed: ['rater', 'commitment'],
  voided: ['commitment'],
  revealed: ['round', 'commitments', 'left'],
  revealedInSession: ['sessionId', 'round', 'roll', 'commitments', 'left'],
  settled: ['cycle', 'council', 'items'],
  decided: ['item', 'sessionId', 'method', 'basis', 'rounds', 'points'],
  /** Besides, in the body of a decision that was agreed on, and of no other. */
  agreed: ['proposalId', 'value'],
  measured: ['item', 'numerator', 'denominator', 'source'],
  adjusted: ['item', 'source', 'sourceId', 'points', 'basis'],
  published: ['number', 'snapshotHash', 'adjustments'],
} as const;
