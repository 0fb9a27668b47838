export { ConfigError, configFrom } from './config/config-from.js';
export { PlatformConfig } from './config/platform.config.js';
export { CancelledExperimentsTable } from './cancellation/cancelled-experiments.table.js';
export { RunningExperiments } from './cancellation/running-experiments.js';
export { createDatabase } from './database/create-database.js';
export { Database } from './database/database.js';
export { EventPublisher } from './events/event-publisher.js';
export { EventWorkers } from './events/event-workers.js';
export { type EventJob, OnEvent } from './events/on-event.js';
export { GrpcClient } from './grpc/grpc-client.js';
export { GrpcErrorFilter, toGrpcAnswer, toGrpcError } from './grpc/grpc-error.filter.js';
export { grpcServer } from './grpc/grpc-options.js';
export { RemoteError } from './grpc/remote-error.js';
export {
  ExperimentsClient,
  InferenceClient,
  JudgingClient,
  RetrievalClient,
  TrainingClient,
} from './peers/peer-clients.js';
export { PeersModule } from './peers/peers.module.js';
export { EmbeddedPostgres } from './postgres/embedded-postgres.js';
export { PlatformModule } from './service/platform.module.js';
export type { ServiceDefinition } from './service/service-definition.js';
export { jsonLogger, startService } from './service/start-service.js';
export { SystemClock } from './system-clock.js';
