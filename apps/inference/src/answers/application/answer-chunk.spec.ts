import type { AnswersRequested } from '@equipoise/contracts';
import {
  ContextTooLongError,
  type GenerateBatch,
  ModelUnavailableError,
  type Outcome,
} from '../../generations/index.js';
import { AnswerChunk } from './answer-chunk.js';
import { type ContextReader } from './ports.js';

const REQUEST: AnswersRequested = {
  chunkId: 'a0000000-0000-8000-8000-000000000000',
  cellId: 'b0000000-0000-8000-8000-000000000000',
  model: 'm',
  datasetVersionId: 'd',
  context: 'closed-book',
  indexId: null,
  topK: 1,
  mode: 'bm25',
  questionIds: ['q1', 'q2'],
  samples: 1,
  temperature: 0,
  topP: 1,
  maxTokens: 8,
};
const TOO_LONG = new ContextTooLongError('m', 9, 8);
const DOWN = new ModelUnavailableError('m is down', 5);

function setUp(outcomes: readonly Outcome[]) {
  const contexts: ContextReader = {
    read: async ({ questionIds }) =>
      questionIds.map((questionId) => ({ questionId, text: '?', passages: [] })),
  };
  const batches = {
    execute: async function* () {
      yield outcomes;
    },
  } as unknown as GenerateBatch;
  const chunk = new AnswerChunk(contexts, batches);
  return {
    run: (attempt = 1) =>
      chunk.execute(
        { experimentId: 'c0000000-0000-8000-8000-000000000000', request: REQUEST, attempt },
        new AbortController().signal,
      ),
  };
}

const answered = (itemId: string): Outcome => ({
  itemId,
  repeat: 0,
  reused: false,
  generation: { id: `generation of ${itemId}` } as never,
});
const failed = (itemId: string, error: typeof TOO_LONG | typeof DOWN): Outcome => ({
  itemId,
  repeat: 0,
  error,
  attempts: 1,
});

describe(AnswerChunk.name, () => {
  it('records a failure that cannot pass beside the answers of the others', async () => {
    const { answers } = await setUp([answered('q1'), failed('q2', TOO_LONG)]).run();
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      { generationId: 'generation of q1' },
      { failure: TOO_LONG.message },
    ]);
  });

  it('is tried again for a failure that may pass, and records it the third time', async () => {
    const { run } = setUp([answered('q1'), failed('q2', DOWN)]);
    await expect(run(1)).rejects.toBe(DOWN);
    await expect(run(2)).rejects.toBe(DOWN);
    const { answers } = await run(3);
    expect(answers[1]?.outcome).toEqual({ failure: 'm is down' });
  });

  it('fails when nothing was answered, with the failure that may pass if there is one', async () => {
    await expect(setUp([failed('q1', TOO_LONG), failed('q2', TOO_LONG)]).run(9)).rejects.toBe(
      TOO_LONG,
    );
    await expect(setUp([failed('q1', TOO_LONG), failed('q2', DOWN)]).run(9)).rejects.toBe(DOWN);
  });
});
