export { auditCaseEffects } from './audit-case.effects.js';
export { AuditCaseEntity, type AuditCase } from './audit-case.entity.js';
export { AuditCaseResolver, readAuditCase } from './audit-case.resolver.js';
export { AuditCaseService } from './audit-case.service.js';
