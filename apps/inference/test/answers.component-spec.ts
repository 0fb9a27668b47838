import {
  type AnswersRequested,
  answersRequested,
  contextSchema,
  experimentCancelled,
  type retrievalV1,
} from '@equipoise/contracts';
import { Database, EventPublisher, grpcServer } from '@equipoise/platform';
import { ScriptedOpenAi } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GrpcMethod } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { InferenceUnderTest } from './inference-under-test.js';

jest.setTimeout(60_000);

/** Stands for retrieval: two passages for each question, one of them with a title. */
@Controller()
class FakeRetrieval {
  @GrpcMethod('RetrievalService')
  getContexts({
    questionIds,
    context,
  }: retrievalV1.GetContextsRequest): retrievalV1.GetContextsResponse {
    const passages = [
      aPassage('p1', 'Tides', 'The moon pulls.'),
      aPassage('p2', '', 'The sun too.'),
    ];
    return {
      contexts: questionIds.map((questionId) => ({
        questionId,
        text: `What about ${questionId}?`,
        passages: context === contextSchema.enum['closed-book'] ? [] : passages,
      })),
    };
  }
}

@Module({ controllers: [FakeRetrieval] })
class FakeRetrievalModule {}

let inference: InferenceUnderTest;
let retrieval: INestMicroservice;
let server: ScriptedOpenAi;

beforeAll(async () => {
  server = await ScriptedOpenAi.start();
  inference = await InferenceUnderTest.start({ ENDPOINT_TRIES: '2' });
  retrieval = await NestFactory.createMicroservice(FakeRetrievalModule, {
    ...grpcServer('retrieval', inference.retrievalUrl),
    logger: false,
  });
  await retrieval.listen();
  await inference.register({ endpoint: server.url });
});
afterAll(async () => {
  await inference.stop();
  await retrieval.close();
  await server.stop();
});
beforeEach(() => {
  server.reset();
});

describe('a chunk of answers', () => {
  it('is announced with what it cost, and its answers can be read with their passages', async () => {
    server.always(({ messages }) => ({ texts: [`about ${messages[1]?.content.at(-2) ?? ''}`] }));
    const chunk = aChunk({ questionIds: ['q1', 'q2'] });
    const { payload } = await answer(chunk);
    expect(payload).toMatchObject({
      chunkId: chunk.chunkId,
      cellId: chunk.cellId,
      usage: { calls: 2, reused: 0, completionTokens: 4 },
      answers: [
        { status: 'answered', failure: null },
        { status: 'answered', failure: null },
      ],
    });
    const ids = payload.answers.map(({ answerId }) => answerId);
    const { answers } = await inference.client.call('getAnswers', { answerIds: ids });
    expect(answers.map(({ answerId }) => answerId)).toEqual(ids);
    expect(answers.map(({ questionId, text }) => [questionId, text]).sort()).toEqual([
      ['q1', 'about 1'],
      ['q2', 'about 2'],
    ]);
    expect(answers[0]?.passages).toEqual([
      { passageId: 'p1', title: 'Tides', text: 'The moon pulls.', relevant: true },
      { passageId: 'p2', title: '', text: 'The sun too.', relevant: true },
    ]);
    expect(server.requests.map(({ messages }) => messages[1]?.content)).toContain(
      '[1] Tides\nThe moon pulls.\n\n[2] The sun too.\n\nQuestion: What about q1?',
    );
  });

  it('that another experiment has bought is reused', async () => {
    const chunk = aChunk({ questionIds: ['shared'] });
    await answer(chunk);
    const { payload } = await answer({ ...chunk, chunkId: randomUUID(), cellId: randomUUID() });
    expect(server.calls).toBe(1);
    expect(payload.usage).toMatchObject({ calls: 0, reused: 1, costUsd: 0 });
  });

  it('that is delivered again buys nothing twice, and its usage stays what it was', async () => {
    const questionIds = ['r1', 'r2', 'r3'];
    server.always(({ messages }) => ({ hang: messages[1]?.content.includes('r3') ?? false }));
    const chunk = aChunk({ questionIds });
    const experimentId = await request(chunk);
    await until(async () => (await countGenerations(experimentId)) === 2);
    await inference.restart();
    server.always(() => ({}));
    const { payload } = await readyEvent(chunk.chunkId);
    const asked = server.requests.map(
      ({ messages }) => /r\d/.exec(messages[1]?.content ?? '')?.[0],
    );
    expect(asked.sort()).toEqual(['r1', 'r2', 'r3', 'r3']);
    expect(payload.answers).toHaveLength(3);
    expect(payload.usage).toMatchObject({ calls: 3, reused: 0 });
  });

  it('keeps the answers of the others when one prompt is too long', async () => {
    const message = "This model's maximum context length is 4096 tokens, you requested 9000 tokens";
    server.always(({ messages }) =>
      messages[1]?.content.includes('long') ? { status: 400, texts: [message] } : {},
    );
    const { payload } = await answer(aChunk({ questionIds: ['short', 'long'] }));
    const failed = payload.answers.find(({ status }) => status === 'failed');
    expect(failed?.questionId).toBe('long');
    expect(failed?.failure).toContain('9000 tokens are needed and scripted has a window of 4096');
    const { answers } = await inference.client.call('getAnswers', {
      answerIds: [failed?.answerId ?? ''],
    });
    expect(answers[0]).toMatchObject({ status: 'failed', failure: failed?.failure, text: '' });
  });

  it('of which no question can be answered fails with the reason', async () => {
    server.always(() => ({ status: 401, texts: ['who are you'] }));
    const chunk = aChunk({ questionIds: ['q1', 'q2'], temperature: 0.3 });
    await request(chunk);
    const { payload } = await event('inference.answers-failed.v1', chunk.chunkId);
    expect(payload).toMatchObject({ cellId: chunk.cellId, code: 'INFERENCE.UNAUTHORIZED' });
  });

  it('of a model that does not exist fails with the names of those that do', async () => {
    const chunk = aChunk({ model: 'nobody' });
    await request(chunk);
    const { payload } = await event('inference.answers-failed.v1', chunk.chunkId);
    expect(payload).toMatchObject({ code: 'INFERENCE.MODEL_NOT_FOUND' });
  });

  it('of an experiment that is cancelled stops at once and is not announced', async () => {
    server.always(() => ({ hang: true }));
    const chunk = aChunk({ questionIds: ['never'] });
    const experimentId = await request(chunk);
    await until(() => Promise.resolve(server.calls === 1));
    await publish((events) =>
      events.publish(experimentCancelled, experimentId, { reason: 'enough' }),
    );
    await until(async () => (await jobState(chunk.chunkId)) === 'completed');
    expect(await findEvent('inference.answers-ready.v1', chunk.chunkId)).toBeUndefined();
    expect(await findEvent('inference.answers-failed.v1', chunk.chunkId)).toBeUndefined();
  });
});

describe('GetAnswers', () => {
  it('names the id that is unknown', async () => {
    const answerIds = [randomUUID()];
    await expect(inference.client.call('getAnswers', { answerIds })).rejects.toMatchObject({
      kind: 'not_found',
      message: `answer ${answerIds[0]} does not exist`,
    });
  });

  it('refuses more than a thousand ids', async () => {
    const answerIds = Array.from({ length: 1001 }, () => randomUUID());
    await expect(inference.client.call('getAnswers', { answerIds })).rejects.toMatchObject({
      kind: 'invalid',
      violations: [{ path: 'answerIds' }],
    });
  });
});

interface Announced {
  readonly payload: {
    readonly answers: {
      readonly answerId: string;
      readonly questionId: string;
      readonly status: string;
      readonly failure: string | null;
    }[];
    readonly usage: object;
  };
}

function aPassage(passageId: string, title: string, text: string): retrievalV1.Passage {
  return { passageId, documentId: 'd', title, text, score: 1, relevant: true };
}

function aChunk(chunk: Partial<AnswersRequested>): AnswersRequested {
  return {
    chunkId: randomUUID(),
    cellId: randomUUID(),
    model: 'scripted',
    datasetVersionId: 'd'.repeat(64),
    context: 'retrieved',
    indexId: 'e'.repeat(64),
    topK: 2,
    mode: 'hybrid',
    questionIds: ['q1'],
    samples: 1,
    temperature: 0,
    topP: 1,
    maxTokens: 32,
    ...chunk,
  };
}

async function publish(work: (events: EventPublisher) => Promise<void>): Promise<void> {
  const events = inference.get(EventPublisher);
  await inference.get(Database).transaction(() => work(events));
}

async function request(chunk: AnswersRequested): Promise<string> {
  const experimentId = randomUUID();
  await publish((events) => events.publish(answersRequested, experimentId, chunk));
  return experimentId;
}

async function answer(chunk: AnswersRequested): Promise<Announced> {
  await request(chunk);
  return readyEvent(chunk.chunkId);
}

async function readyEvent(chunkId: string): Promise<Announced> {
  return event('inference.answers-ready.v1', chunkId);
}

async function event(topic: string, chunkId: string): Promise<Announced> {
  let found: Announced | undefined;
  await until(async () => (found = await findEvent(topic, chunkId)) !== undefined);
  return found as Announced;
}

/** What lies in the queue of the experiments service, which nobody empties here. */
async function findEvent(topic: string, chunkId: string): Promise<Announced | undefined> {
  const jobs = await rows<{ data: Announced }>(
    `SELECT data FROM experiments_jobs.job WHERE name = $1 AND data->'payload'->>'chunkId' = $2`,
    [topic, chunkId],
  ).catch(() => []);
  return jobs[0]?.data;
}

async function jobState(chunkId: string): Promise<string | undefined> {
  const jobs = await rows<{ state: string }>(
    `SELECT state FROM inference_jobs.job WHERE data->'payload'->>'chunkId' = $1`,
    [chunkId],
  );
  return jobs[0]?.state;
}

async function countGenerations(experimentId: string): Promise<number> {
  const found = await rows('SELECT 1 FROM generations WHERE experiment_id = $1', [experimentId]);
  return found.length;
}

async function rows<T>(sql: string, values: unknown[]): Promise<T[]> {
  return inference.get(Database).source.query<T[]>(sql, values);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 25));
}
