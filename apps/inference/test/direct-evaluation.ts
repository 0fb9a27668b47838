import { getLlama } from 'node-llama-cpp';

/** The probabilities as the softmax over the logits of the whole vocabulary. */
export async function evaluate(
  modelPath: string,
  prompt: string,
  wanted: readonly string[],
): Promise<{ promptTokens: number; probabilities: number[] }> {
  const llama = await getLlama({ gpu: false, build: 'never' });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize: 1_024, threads: 1 });
  const tokens = model.tokenize(prompt, true);
  const last = tokens.length - 1;
  const output = await context
    .getSequence()
    .controlledEvaluate(
      tokens.map((token, i) => (i < last ? token : [token, { generateNext: { logits: true } }])),
    );
  const weights = new Map(
    [...(output[last]?.next.logits ?? [])].map(([token, logit]) => [token, Math.exp(logit)]),
  );
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const ids = wanted.flatMap((text) => model.tokenize(text));
  await llama.dispose();
  return {
    promptTokens: tokens.length,
    probabilities: ids.map((id) => (weights.get(id) ?? NaN) / total),
  };
}
