export { type CanonicalFault, type CanonicalFaultReason, findCanonicalFault } from './canonical-fault.js';
export { CanonicalJsonError, canonicalJson } from './canonical-json.js';
export {
  JUSTIFICATION_DOMAIN,
  justificationHash,
  MARK_DOMAIN,
  markCommitment,
  type MarkCommitmentFields,
  verifyMarkCommitment,
} from './commitment.js';
export { type CommittedValue, shortestDecimal } from './committed-value.js';
export { contentHash, type DomainTag, domainTags } from './digest.js';
export { isSalt, newSalt, saltOf } from './salt.js';
export { sha256Hex } from './sha256.js';
