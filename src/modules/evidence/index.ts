export { EvidenceEntity, type Evidence } from './evidence.entity.js';
export { StoredFileEntity } from './stored-file.entity.js';
