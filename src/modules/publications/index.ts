export { PublicationApprovalEntity } from './publication-approval.entity.js';
export { CorrectionCommand } from './correction.command.js';
export { PublicationBundleEntity, PublicationEntity, type Publication } from './publication.entity.js';
export { publicationEffects } from './publication.effects.js';
export { PublicationChangedResolver, PublicationResolver, readPublication } from './publication.resolver.js';
export { PublicationCommandResolver } from './publication-command.resolver.js';
export { PublicationRowResolver } from './publication-row.resolver.js';
export { PublicationService } from './publication.service.js';
export { publicationRoutes } from './publication.routes.js';
