export { PublicationApprovalEntity } from './publication-approval.entity.js';
export { PublicationEntity, type Publication } from './publication.entity.js';
