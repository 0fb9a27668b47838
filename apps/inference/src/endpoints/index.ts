export { EndpointRuntime } from './application/endpoint-runtime.js';
export { EndpointSettings } from './application/ports.js';
export { EndpointsModule } from './endpoints.module.js';
