export { AdapterChecksModule } from './adapter-checks.module.js';
