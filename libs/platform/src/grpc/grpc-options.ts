import { join } from 'node:path';
import type { ServiceName } from '@equipoise/contracts';
import { type GrpcOptions, Transport } from '@nestjs/microservices';
import { HealthImplementation } from 'grpc-health-check';
import { PROTO_ROOT } from './proto-root.js';

/** Largest message, bytes: a chunk of texts with room to spare. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

export const protoPackage = (service: ServiceName): string => `equipoise.${service}.v1`;

/** How both ends read the contract of one service. */
export function contractOf(service: ServiceName): {
  package: string;
  protoPath: string;
  loader: NonNullable<GrpcOptions['options']['loader']>;
} {
  return {
    package: protoPackage(service),
    protoPath: join(PROTO_ROOT, 'equipoise', service, 'v1', `${service}.proto`),
    loader: {
      includeDirs: [PROTO_ROOT],
      keepCase: false,
      longs: Number,
      enums: String,
      defaults: true,
      arrays: true,
      oneofs: false,
    },
  };
}

/** Options of a service's gRPC server, with the standard health service. */
export function grpcServer(service: ServiceName, url: string): GrpcOptions {
  return {
    transport: Transport.GRPC,
    options: {
      url,
      ...contractOf(service),
      maxReceiveMessageLength: MAX_MESSAGE_BYTES,
      maxSendMessageLength: MAX_MESSAGE_BYTES,
      gracefulShutdown: true,
      onLoadPackageDefinition: (_pkg, server) => {
        new HealthImplementation({ '': 'SERVING', [protoPackage(service)]: 'SERVING' }).addToServer(
          server as never,
        );
      },
    },
  };
}
