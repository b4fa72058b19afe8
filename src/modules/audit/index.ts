export { CouncilWitnessResolver } from './council-witness.resolver.js';
export { LedgerResolver } from './ledger.resolver.js';
export { readCheckpoint, findEntry, inclusionHashes } from './ledger.loader.js';
export { InclusionProofType, toInclusionProof } from './ledger.type.js';
export { CheckpointCosignatureEntity, WitnessEntity } from './witness.entity.js';
export { WitnessService } from './witness.service.js';
