export { MethodologyEntity, type Methodology } from './methodology.entity.js';
export { MethodologyVersionEntity, type MethodologyVersion } from './methodology-version.entity.js';
export { seedMethodologies } from './methodology.seed.js';
export { evidenceKindEnum } from './indicator.type.js';
export type { IndicatorBody, MethodologyBody } from '../../publication/methodology-body.js';
export { methodologyById, methodologyVersionById, type MethodologyVersionRow } from './methodology.loader.js';
export { mayReadVersion } from './methodology.policy.js';
export {
  CriterionResolver,
  IndicatorResolver,
  MethodologyResolver,
  MethodologyVersionResolver,
  readVersion,
} from './methodology.resolver.js';
export { MethodologyCommandResolver } from './methodology-command.resolver.js';
export { indicatorRules, rulesOf } from '../../publication/methodology-rules.js';
export { type IsVersionInUse, MethodologyService } from './methodology.service.js';
export { methodologyHashDescription, MethodologyVersionType, toMethodology, toMethodologyVersion } from './methodology.type.js';
