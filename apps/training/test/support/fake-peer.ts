import { join } from 'node:path';
import {
  type GrpcObject,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type handleUnaryCall,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { DomainError } from '@equipoise/kernel';
import { toGrpcError } from '@equipoise/platform';
import { inRepository } from '@equipoise/testing';

/** What a method answers, or the error that it throws. */
export type Handlers = Readonly<Record<string, (request: never) => unknown>>;

/** Another service, of which only the given unary methods exist. */
export class FakePeer {
  private constructor(private readonly server: Server) {}

  /** @param url where it listens, e.g. `unix:/tmp/x.sock` */
  static async start(
    service: 'retrieval' | 'inference',
    url: string,
    handlers: Handlers,
  ): Promise<FakePeer> {
    const proto = inRepository('proto');
    const loaded = loadPackageDefinition(
      loadSync(join(proto, 'equipoise', service, 'v1', `${service}.proto`), {
        includeDirs: [proto],
        longs: Number,
        defaults: true,
      }),
    );
    const contract = (((loaded.equipoise as GrpcObject)[service] as GrpcObject).v1 as GrpcObject)[
      service === 'retrieval' ? 'RetrievalService' : 'InferenceService'
    ] as ServiceClientConstructor;
    const server = new Server();
    server.addService(
      contract.service,
      Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, unary(handle)])),
    );
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(url, ServerCredentials.createInsecure(), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    return new FakePeer(server);
  }

  stop(): void {
    this.server.forceShutdown();
  }
}

function unary(handle: (request: never) => unknown): handleUnaryCall<unknown, unknown> {
  return (call, answer) => {
    try {
      answer(null, handle(call.request as never));
    } catch (error) {
      answer(error instanceof DomainError ? toGrpcError(error) : (error as ServiceError));
    }
  };
}
