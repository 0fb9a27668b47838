import { join } from 'node:path';
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { inferenceV1, retrievalV1, ServiceName } from '@equipoise/contracts';

const PROTO = join(import.meta.dirname, '../../../../proto');

/** What a fake judge gives for one sample. */
export type FakeReply = Partial<inferenceV1.Generation> | { error: inferenceV1.GenerationError };
export type FakeJudge = (item: inferenceV1.GenerationItem, repeat: number) => FakeReply;

type Unary = (call: ServerUnaryCall<never, unknown>, done: sendUnaryData<unknown>) => void;

/** The form as the judge reads it. */
export const userText = (item: inferenceV1.GenerationItem): string =>
  item.messages[1]?.content ?? '';

/** Writes evaluation steps when asked for them; `judge` fills the forms. */
export const withSteps =
  (judge: FakeJudge): FakeJudge =>
  (item, repeat) =>
    item.itemId === 'evaluation-steps'
      ? { text: 'Read the question.\n2. Compare with the reference.\n3. Choose a score.' }
      : judge(item, repeat);

/** Stands for inference: answers are data, the judge is a function, all requests are kept. */
export class FakeInference {
  readonly requests: inferenceV1.GenerateRequest[] = [];
  answers: inferenceV1.Answer[] = [];
  fingerprint = 'judge-weights-1';
  judge: FakeJudge = () => ({ text: '4' });
  /** Fails a whole batch when it returns something. */
  refusal: (request: inferenceV1.GenerateRequest) => Partial<ServiceError> | undefined = () =>
    undefined;
  /** Leaves streams open without a result, as a slow model does. */
  holdsStreams = false;
  private readonly kept = new Set<string>();

  /** The requests for judgements alone. */
  get batches(): inferenceV1.GenerateRequest[] {
    return this.requests.filter(({ purpose }) => purpose === 'judgement');
  }

  readonly methods = {
    getModel: ((_call, done) => {
      done(null, { model: { name: 'judge', fingerprint: this.fingerprint } });
    }) satisfies Unary,
    getAnswers: ((call: ServerUnaryCall<inferenceV1.GetAnswersRequest, unknown>, done) => {
      const wanted = new Set(call.request.answerIds);
      done(null, { answers: this.answers.filter(({ answerId }) => wanted.has(answerId)) });
    }) satisfies (
      call: ServerUnaryCall<inferenceV1.GetAnswersRequest, unknown>,
      done: sendUnaryData<unknown>,
    ) => void,
    generate: (call: ServerWritableStream<inferenceV1.GenerateRequest, unknown>): void => {
      const { request } = call;
      this.requests.push(request);
      const refusal = this.refusal(request);
      if (refusal) {
        call.emit('error', refusal);
        return;
      }
      if (this.holdsStreams) return;
      for (const item of request.items) {
        for (let repeat = 0; repeat < Math.max(1, item.repeats); repeat += 1) {
          call.write({ results: [this.replyTo(item, repeat)] });
        }
      }
      call.end();
    },
  };

  // Like the real one it keeps what it gave: asking again is no new call.
  private replyTo(item: inferenceV1.GenerationItem, repeat: number): object {
    const reply = this.judge(item, repeat);
    const { itemId } = item;
    if ('error' in reply) return { itemId, repeat, error: reply.error };
    const key = JSON.stringify([item.messages, item.decoding, repeat]);
    const reused = this.kept.has(key);
    this.kept.add(key);
    const generation = {
      text: '',
      finishReason: 'stop',
      promptTokens: 100,
      completionTokens: 2,
      latencyMs: 500,
      costUsd: 0.001,
      attempts: 1,
      reused,
      modelFingerprint: this.fingerprint,
      ...reply,
    };
    return { itemId, repeat, generation };
  }
}

/** Stands for retrieval: questions are data. */
export class FakeRetrieval {
  questions: Partial<retrievalV1.Question>[] = [];

  readonly methods = {
    listQuestions: ((_call, done) => {
      done(null, { questions: this.questions });
    }) satisfies Unary,
    getQuestions: (
      call: ServerUnaryCall<retrievalV1.GetQuestionsRequest, unknown>,
      done: sendUnaryData<unknown>,
    ): void => {
      const wanted = new Set(call.request.questionIds);
      done(null, { questions: this.questions.filter((each) => wanted.has(each.questionId ?? '')) });
    },
  };
}

/** Serves the methods of a fake on `url`; @returns the way to stop it. */
export async function serve(
  service: ServiceName,
  methods: Record<string, unknown>,
  url: string,
): Promise<() => void> {
  const file = join(PROTO, 'equipoise', service, 'v1', `${service}.proto`);
  const definition = loadSync(file, {
    includeDirs: [PROTO],
    longs: Number,
    defaults: true,
    arrays: true,
  });
  const name = `${service.charAt(0).toUpperCase()}${service.slice(1)}Service`;
  const found = ['equipoise', service, 'v1', name].reduce<unknown>(
    (at, key) => (at as Record<string, unknown>)[key],
    loadPackageDefinition(definition),
  );
  const server = new Server();
  server.addService((found as ServiceClientConstructor).service, methods as never);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(url, ServerCredentials.createInsecure(), (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  return () => {
    server.forceShutdown();
  };
}
