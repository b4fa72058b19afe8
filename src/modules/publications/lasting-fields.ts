import type { LastingFields } from '../../relay/lasting-fields.js';

/**
 * What of a published table never changes: what is read from its snapshot, which is named by its hash, and the day and the
 * addresses that it was given when it was published. Not here is all that may still become another: where it stands (a
 * correction may follow), its approvals, its cycle, what the ledger says of it, and the trace of a row, which is null until
 * there is a bundle.
 */
export const lastingFields: LastingFields = {
  Query: ['publicationByHash'],
  Publication: [
    'id',
    'number',
    'snapshotHash',
    'snapshot',
    'publishedAt',
    'methodologyHash',
    'illustrative',
    'demonstration',
    'rows',
    'agreement',
    'robustnessSeed',
    'correction',
    'path',
    'ratingCycleId',
    'title',
  ],
  PublicationRow: [
    'councilCode',
    'councilName',
    'rated',
    'reason',
    'rank',
    'published',
    'exact',
    'category',
    'categoryName',
    'rankInterval',
    'categoryProbability',
    'nearBoundary',
    'criteria',
  ],
  PublishedCriterion: 'ALL',
  RankInterval: 'ALL',
  AgreementFigure: 'ALL',
  PublicationCorrection: 'ALL',
  CorrectedFigure: 'ALL',
};
