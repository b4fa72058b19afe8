export { TerritoryEntity, type Territory } from './territory.entity.js';
export { seedTerritories } from './territory.seed.js';
export { allTerritories, territoryById, type TerritoryRow } from './territory.loader.js';
export { TerritoryResolver } from './territory.resolver.js';
export { TerritoryType, toTerritory } from './territory.type.js';
