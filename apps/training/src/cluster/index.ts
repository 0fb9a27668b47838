export { ClusterConflictError } from './cluster.errors.js';
export { Cluster } from './cluster.js';
export { ClusterConfig } from './cluster.config.js';
export { ClusterModule } from './cluster.module.js';
export { WatchedObjects } from './watched-objects.js';
