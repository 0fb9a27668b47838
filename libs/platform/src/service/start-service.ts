import {
  ConsoleLogger,
  type INestApplication,
  type LoggerService,
  type LogLevel,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PlatformConfig } from '../config/platform.config.js';
import { EventWorkers } from '../events/event-workers.js';
import { grpcServer } from '../grpc/grpc-options.js';
import type { ServiceDefinition } from './service-definition.js';

const LEVELS: LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];

/** Parts of Nest that list every module and route at each start. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

class ServiceLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && CHATTY.has(context)) return;
    super.log(message, ...rest);
  }
}

/** JSON lines on standard output, from `level` upwards. */
export function jsonLogger(level: string, service: string): ConsoleLogger {
  const from = Math.max(0, LEVELS.indexOf(level as LogLevel));
  return new ServiceLogger({
    json: true,
    colors: false,
    prefix: service,
    logLevels: LEVELS.slice(from),
  });
}

/** Starts one service: gRPC, its event workers, and health checks where `HTTP_PORT` is set. */
export async function startService(
  definition: ServiceDefinition,
  env: NodeJS.ProcessEnv,
  logger: LoggerService = jsonLogger(env.LOG_LEVEL ?? 'log', definition.name),
): Promise<INestApplication> {
  const config = new PlatformConfig(env); // before anything is built on it
  const app = await NestFactory.create<NestFastifyApplication>(
    definition.module(env),
    new FastifyAdapter(),
    {
      logger,
      abortOnError: false,
    },
  );
  app.connectMicroservice(grpcServer(definition.name, config.GRPC_URL), { inheritAppConfig: true });
  await app.startAllMicroservices();
  if (config.HTTP_PORT === undefined) await app.init();
  else await app.listen(config.HTTP_PORT, '0.0.0.0');
  await app.get(EventWorkers).start();
  return app;
}
