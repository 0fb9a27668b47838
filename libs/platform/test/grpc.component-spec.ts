import { getEventListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Controller, Module, UseFilters } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestMicroservice } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { jest } from '@jest/globals';
import type { judgingV1 } from '@equipoise/contracts';
import { DomainError, type FieldViolation } from '@equipoise/kernel';
import { temporaryFolder } from '@equipoise/testing';
import { GrpcClient, GrpcErrorFilter, grpcServer, RemoteError } from '../src/index.js';

jest.setTimeout(60_000);

class UnknownCriterionError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'TEST.UNKNOWN_CRITERION';
}
class InvalidCriterionError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TEST.INVALID_CRITERION';
  constructor(override readonly violations: readonly FieldViolation[]) {
    super('the criterion is not valid');
  }
}

const CRITERION: judgingV1.Criterion = {
  name: 'accuracy',
  version: 2,
  description: 'd',
  levels: ['1', '2', '3', '4', '5'],
  needsReference: true,
};
const FAULTS = Array.from({ length: 500 }, (_, i) => ({
  path: `levels[${i}]`,
  message: 'is empty; give a sentence',
}));

@Controller()
@UseFilters(GrpcErrorFilter)
class FakeJudging implements judgingV1.JudgingServiceController {
  @GrpcMethod('JudgingService')
  listCriteria(): judgingV1.ListCriteriaResponse {
    throw new TypeError('a secret of the implementation');
  }
  @GrpcMethod('JudgingService')
  async getCriterion({
    name,
  }: judgingV1.GetCriterionRequest): Promise<judgingV1.GetCriterionResponse> {
    if (name === 'slow') await setTimeout(5_000, undefined, { ref: false });
    if (name !== 'accuracy') throw new UnknownCriterionError(`there is no criterion ${name}`);
    return { criterion: CRITERION };
  }
  @GrpcMethod('JudgingService')
  putCriterion(): judgingV1.PutCriterionResponse {
    throw new InvalidCriterionError(FAULTS);
  }
  @GrpcMethod('JudgingService')
  getJudgements(): judgingV1.GetJudgementsResponse {
    return { judgements: [] };
  }
}

@Module({ controllers: [FakeJudging] })
class FakeJudgingModule {}

describe('a call between two services', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: INestMicroservice;
  let client: GrpcClient<judgingV1.JudgingServiceClient>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const url = `unix:${folder.path}/judging.sock`;
    server = await NestFactory.createMicroservice(FakeJudgingModule, {
      ...grpcServer('judging', url),
      logger: false,
    });
    await server.listen();
    client = new GrpcClient('judging', url, 2_000);
  });
  afterAll(async () => {
    client.close();
    await server.close();
    await folder.remove();
  });

  const failureOf = async (call: Promise<unknown>): Promise<RemoteError> =>
    call.then(
      () => Promise.reject(new Error('the call went well')),
      (error: unknown) => error as RemoteError,
    );

  it('carries messages both ways, absent optional fields included', async () => {
    const { criterion } = await client.call('getCriterion', { name: 'accuracy', version: 0 });
    expect(criterion).toEqual(CRITERION);
    const { judgements } = await client.call('getJudgements', { answerIds: [] });
    expect(judgements).toEqual([]);
  });

  it('keeps kind, code and sentence of an expected failure', async () => {
    const error = await failureOf(client.call('getCriterion', { name: 'wit', version: 0 }));
    expect(error).toBeInstanceOf(RemoteError);
    expect(error).toMatchObject({
      kind: 'not_found',
      code: 'TEST.UNKNOWN_CRITERION',
      message: 'there is no criterion wit',
      retryable: false,
    });
  });

  it('carries the fields at fault, as many as a trailer holds', async () => {
    const error = await failureOf(client.call('putCriterion', { criterion: CRITERION }));
    expect(error.violations.length).toBeGreaterThan(50);
    expect(error.violations).toEqual(FAULTS.slice(0, error.violations.length));
  });

  it('says nothing of a bug but that there was one', async () => {
    const error = await failureOf(client.call('listCriteria', {}));
    expect(error.message).toBe('internal error');
    expect(error.retryable).toBe(true);
  });

  it('gives up at its deadline, and when it is told to', async () => {
    const slow = { name: 'slow', version: 0 };
    const late = await failureOf(client.call('getCriterion', slow, { deadlineMs: 100 }));
    expect(late.message).toContain('did not answer in time');
    const stop = AbortSignal.timeout(100);
    const stopped = await failureOf(client.call('getCriterion', slow, { signal: stop }));
    expect(stopped.kind).toBe('cancelled');
  });

  it('leave nothing on a signal that outlives them', async () => {
    const { signal } = new AbortController();
    await client.call('getCriterion', { name: 'accuracy', version: 0 }, { signal });
    await failureOf(client.call('listCriteria', {}, { signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('can be tried again when nobody listens', async () => {
    const nobody = new GrpcClient<judgingV1.JudgingServiceClient>(
      'judging',
      `unix:${folder.path}/nobody.sock`,
      2_000,
    );
    const error = await failureOf(nobody.call('listCriteria', {}));
    expect(error).toMatchObject({ kind: 'unavailable', retryable: true });
    nobody.close();
  });
});
