export { ExperimentsFeatureModule } from './experiments.module.js';
