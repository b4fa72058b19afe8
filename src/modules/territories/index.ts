export { TerritoryEntity, type Territory } from './territory.entity.js';
