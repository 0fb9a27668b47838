export { Pools, type PoolView } from './application/pools.js';
export { isMixtureOfExperts } from './domain/model-shape.js';
export type { PlacementOption } from './domain/placement.js';
export { PoolsModule } from './pools.module.js';
