import multipart from '@fastify/multipart';
import { jsonLogger } from '@equipoise/platform';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { parse } from 'yaml';
import { CannotListenError } from './cannot-listen.error.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { acceptLabelFiles } from './labels/label-upload.js';
import { ProblemFilter } from './problems/problem.filter.js';

export interface GatewayOptions {
  readonly host?: string;
  readonly port?: number;
  readonly logger?: LoggerService;
}

/** A REST API that listens. */
export interface Gateway {
  readonly app: INestApplication;
  /** Base URL, with the port that was really taken. */
  readonly url: string;
}

/**
 * Starts the REST API.
 *
 * @throws CannotListenError when the address is taken or may not be used
 */
export async function startGateway(
  env: NodeJS.ProcessEnv,
  options: GatewayOptions = {},
): Promise<Gateway> {
  const config = new GatewayConfig(env);
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.for(env),
    new FastifyAdapter({ bodyLimit: config.MAX_BODY_BYTES, forceCloseConnections: true }),
    {
      logger: options.logger ?? jsonLogger(env.LOG_LEVEL ?? 'log', 'gateway'),
      abortOnError: false,
    },
  );
  await app.register(multipart, {
    limits: { fileSize: config.MAX_UPLOAD_BYTES, files: 20, fields: 20 },
  });
  acceptYaml(app);
  acceptLabelFiles(app);
  app.useGlobalFilters(new ProblemFilter());
  describeApi(app);
  const { host = config.HOST, port = config.PORT } = options;
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw new CannotListenError(host, port, error);
  }
  return { app, url: await app.getUrl() };
}

function acceptYaml(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(
      ['application/yaml', 'application/x-yaml', 'text/yaml'],
      { parseAs: 'string' },
      (_request, body, done) => {
        try {
          done(null, parse(body as string));
        } catch (error) {
          const message = `the body is no YAML: ${(error as Error).message}`;
          done(Object.assign(new Error(message), { statusCode: 400 }));
        }
      },
    );
}

function describeApi(app: INestApplication): void {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Equipoise')
      .setDescription(
        'Controlled trials of fine-tuned language models inside retrieval-augmented generation.',
      )
      .setVersion('1')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .build(),
  );
  SwaggerModule.setup('v1/docs', app, document, {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'v1/openapi.json',
  });
}
