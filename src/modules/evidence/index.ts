export { type BroughtEvidence, broughtEvidence } from './brought-evidence.js';
export { EvidenceEntity, type Evidence } from './evidence.entity.js';
export { StoredFileEntity } from './stored-file.entity.js';
export { EvaluationEvidenceResolver, EvidenceChangedResolver, EvidenceResolver, readEvidence } from './evidence.resolver.js';
export { noteReceived } from './received-upload.js';
export { ReceivedUploadEntity } from './received-upload.entity.js';
export { evidenceRoutes } from './evidence.routes.js';
export { EvidenceService } from './evidence.service.js';
