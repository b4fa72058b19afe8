import { contentHash, domainTags } from '../../../src/ledger/digest.js';
import { illustrative } from '../../../src/modules/methodologies/data/illustrative.js';
import type { MethodologyBody } from '../../../src/publication/methodology-body.js';
import { rulesOf } from '../../../src/publication/methodology-rules.js';
import type { MethodologyRules } from '../../../src/scoring/index.js';

/** The indicator that is not public here. */
export const internalCode = '5.1';

/** The illustrative methodology with one indicator that is not public. */
export const testMethodology: MethodologyBody = {
  ...illustrative.body,
  indicators: illustrative.body.indicators.map((indicator) => (indicator.code === internalCode ? { ...indicator, visibility: 'INTERNAL' } : indicator)),
};

/** Its hash. */
export const methodologyHash = contentHash(domainTags.methodologyVersion, testMethodology);

/** Its rules. */
export const testRules = rulesOf(testMethodology) as MethodologyRules;
