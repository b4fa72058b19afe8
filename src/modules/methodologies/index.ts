export { MethodologyEntity, type Methodology } from './methodology.entity.js';
export { MethodologyVersionEntity, type MethodologyVersion } from './methodology-version.entity.js';
export { seedMethodologies } from './methodology.seed.js';
