import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ChatMessage, ragMessages } from '@equipoise/contracts';
import { sha256 } from '@equipoise/kernel';
import { cacheFolder, ModelCache } from '@equipoise/models';
import { configFrom } from '@equipoise/platform';
import { jest } from '@jest/globals';
import { getLlama, type LlamaModel } from 'node-llama-cpp';
import { z } from 'zod';
import { aRequest, BASE } from './support/a-request.js';
import { TrainingUnderTest } from './support/training-under-test.js';

jest.setTimeout(1_800_000);

class Env extends configFrom(
  z.object({
    EQUIPOISE_CACHE: z.string().optional(),
    XDG_CACHE_HOME: z.string().optional(),
    /** Any value: run although the 3 GB of PyTorch must be downloaded first. */
    EQUIPOISE_TRAINING_TESTS: z.string().optional(),
    HOME: z.string().optional(),
  }),
) {}

const env = new Env();
const cache = cacheFolder(env);
const requirements = await readFile(
  new URL('../src/fine-tunes/infrastructure/trl-local/requirements.txt', import.meta.url),
);
const isInstalled = existsSync(join(cache, 'python', `trl-${sha256(requirements).slice(0, 12)}`));
const isWanted = isInstalled || env.EQUIPOISE_TRAINING_TESTS !== undefined;
if (!isWanted) {
  process.stderr.write(
    'SKIPPED: training with the real trainer, because PyTorch (3 GB) is not installed; ' +
      'EQUIPOISE_TRAINING_TESTS=1 installs it and runs the test\n',
  );
}

const QUESTIONS = Array.from({ length: 8 }, (_, i) => ({
  id: `q${i}`,
  text: `What is the colour of box ${i}?`,
  answer: 'Vermilion.',
  evidence: [
    { title: `Box ${i}`, text: `Box ${i} was painted in vermilion by the harbour master.` },
  ],
}));

/** Probability of each next token after a prompt, by the quantised base with or without an adapter. */
async function nextTokenProbabilities(
  model: LlamaModel,
  prompt: string,
  adapter?: string,
): Promise<Map<number, number>> {
  const context = await model.createContext({
    contextSize: 512,
    threads: 1, // the default is slow beside other work
    ...(adapter === undefined ? {} : { lora: { adapters: [{ filePath: adapter }] } }),
  });
  const tokens = model.tokenize(prompt, true); // with the template's special tokens
  const answer = { generateNext: { probabilities: true } } as const;
  const output = await context
    .getSequence()
    .controlledEvaluate(
      tokens.map((token, i) => (i === tokens.length - 1 ? [token, answer] : token)),
    );
  const { probabilities } = output[tokens.length - 1]!.next;
  await context.dispose();
  return new Map(probabilities as Map<number, number>);
}

/** The chat template of the model, as text. */
function chatMl(messages: readonly ChatMessage[]): string {
  const turns = messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`);
  return `${turns.join('')}<|im_start|>assistant\n`;
}

(isWanted ? describe : describe.skip)('trl-local, with the real trainer', () => {
  let service: TrainingUnderTest;

  beforeAll(async () => {
    service = await TrainingUnderTest.start({
      questions: QUESTIONS,
      env: {
        EQUIPOISE_CACHE: cache,
        TRAINER_CHECKPOINT_SECONDS: '0',
        ...(env.HOME === undefined ? {} : { HOME: env.HOME }),
      },
    });
  });
  afterAll(async () => {
    await service.stop();
  });

  // A first run installs PyTorch, so this waits for as long as the test may take.
  const ended = async (requestId: string): Promise<void> => {
    const { ready, failed } = service.heard;
    while (![...ready, ...failed].some(({ payload }) => payload.requestId === requestId)) {
      await setTimeout(200);
    }
  };

  it('trains an adapter that the quantised base loads and that makes the answer likelier', async () => {
    const settings = {
      ...aRequest().settings,
      ...{ effectiveBatchSize: 4, epochs: 2, learningRate: 1e-2 },
    };
    const { requestId } = await service.request({ trainSize: 4, settings });
    await ended(requestId);
    expect(service.heard.failed).toEqual([]);
    const [ready] = service.heard.ready;
    const [adapter] = service.registered;
    expect(adapter).toMatchObject({ name: ready!.payload.model, base: BASE });

    const { fineTune } = await service.client.call('getFineTune', {
      fineTuneId: ready!.payload.fineTuneId,
    });
    expect(fineTune).toMatchObject({ status: 'succeeded', step: 2, totalSteps: 2 });
    expect(JSON.parse(fineTune!.provenanceJson)).toMatchObject({
      ...{ steps: 2, examples: 4 },
      config: { peft: { r: 4, layers_to_transform: [26, 27, 28, 29] } },
    });

    const models = new ModelCache(cache);
    const base = models.model(BASE);
    const llama = await getLlama({ gpu: false, build: 'never' });
    const model = await llama.loadModel({ modelPath: models.filePath(base, base.files[0]) });
    const { evidence, text, answer } = QUESTIONS[3]!;
    const prompt = chatMl(ragMessages(text, evidence));
    const before = await nextTokenProbabilities(model, prompt);
    const after = await nextTokenProbabilities(model, prompt, adapter!.path);
    const [first] = model.tokenize(answer);
    expect(after.get(first!)!).toBeGreaterThan(2 * before.get(first!)!);
    await model.dispose();
  });

  it('refuses a training pair that is too long, names it and does not try again', async () => {
    const settings = { ...aRequest().settings, maxSequenceTokens: 64 };
    const { requestId } = await service.request({ settings });
    await ended(requestId);
    expect(service.heard.failed[0]!.payload.reason).toMatch(
      /^the training pair of question q\d has \d+ tokens, more than maxSequenceTokens 64/,
    );
    const { fineTunes } = await service.client.call('listFineTunes', { limit: 1, cursor: '' });
    expect(fineTunes[0]).toMatchObject({ status: 'failed', attempt: 1 });
  });
});
