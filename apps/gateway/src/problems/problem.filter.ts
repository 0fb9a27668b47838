import { randomUUID } from 'node:crypto';
import { DomainError, type ErrorKind, type FieldViolation } from '@equipoise/kernel';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** RFC 9457. `errors` names the fields at fault. */
export interface Problem {
  /** Stable URN of the kind of problem, from its code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Names this occurrence; the log has it too. */
  readonly instance: string;
  readonly code: string;
  readonly errors: readonly FieldViolation[];
}

const HTTP_STATUS = {
  invalid: 400,
  not_found: 404,
  conflict: 409,
  precondition: 400,
  exhausted: 507,
  unavailable: 503,
  cancelled: 499,
} as const satisfies Record<ErrorKind, number>;

const TITLE = {
  invalid: 'The request is not valid',
  not_found: 'Not found',
  conflict: 'Conflict',
  precondition: 'Not possible now',
  exhausted: 'No space or memory left',
  unavailable: 'Not available',
  cancelled: 'Cancelled',
} as const satisfies Record<ErrorKind, string>;

/** The one place where a failure becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problemOf(error);
    if (reply.raw.headersSent) {
      reply.raw.destroy(); // a stream that broke in the middle has no other way to say so
      return;
    }
    void reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }

  private problemOf(error: unknown): Problem {
    const instance = `urn:uuid:${randomUUID()}`;
    if (error instanceof DomainError) return domainProblem(error, instance);
    if (error instanceof HttpException) {
      return httpProblem(error.getStatus(), error.message, instance);
    }
    const { statusCode, message } = error as { statusCode?: number; message?: string };
    if (statusCode !== undefined && statusCode < 500) {
      return httpProblem(statusCode, message ?? 'bad request', instance); // Fastify's own refusals
    }
    this.logger.error({ msg: 'request failed', instance, error: (error as Error).stack ?? error });
    return {
      type: 'urn:equipoise:problem:internal',
      title: 'Internal error',
      status: 500,
      detail: `an unexpected error happened; the log names it by ${instance}`,
      instance,
      code: 'INTERNAL',
      errors: [],
    };
  }
}

function domainProblem(error: DomainError, instance: string): Problem {
  return {
    type: `urn:equipoise:problem:${error.code.toLowerCase().replace(/[._]/g, '-')}`,
    title: TITLE[error.kind],
    status: HTTP_STATUS[error.kind],
    detail: error.message,
    instance,
    code: error.code,
    errors: error.violations,
  };
}

function httpProblem(status: number, detail: string, instance: string): Problem {
  return {
    type: 'urn:equipoise:problem:http',
    title: status === 404 ? TITLE.not_found : TITLE.invalid,
    status,
    detail,
    instance,
    code: `HTTP.${status}`,
    errors: [],
  };
}
