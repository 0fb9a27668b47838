import { aDataset, aModel, aSpec, someFacts } from '../../../test/a-spec.js';
import { makePlan } from './make-plan.js';

const SIZES = { local: 8, remote: 32 };

function plan(
  spec: Record<string, unknown>,
  facts: Parameters<typeof someFacts>[0] = {},
): ReturnType<typeof makePlan> {
  return makePlan(aSpec(spec), someFacts(facts), SIZES);
}

const TWO_DATASETS = [
  aDataset(200),
  aDataset(100, { label: 'more@v2', versionId: 'e'.repeat(64) }),
];

describe(makePlan, () => {
  it('counts cells, fine-tunes, contrasts and calls', () => {
    const { cells, fineTunes, ...counts } = plan(
      {
        datasets: ['facts', 'more'],
        arms: [
          {
            base: 'qwen-base',
            fineTune: { method: 'qlora', trainSizes: [10, 20], seeds: [1, 2] },
            tuned: [{ model: 'qwen-tuned' }],
          },
        ],
        contexts: ['retrieved', 'oracle'],
        generation: { temperature: 1, samples: 2 },
        judge: { model: 'judge', repeats: 5 },
      },
      { datasets: TWO_DATASETS },
    );
    expect(cells).toHaveLength(6 * 2 * 2);
    expect(fineTunes).toHaveLength(4 * 2);
    expect(counts.contrasts).toBe(5 * 2 * 2 * 2);
    expect(counts.answerCalls).toBe(6 * 2 * (200 + 100) * 2);
    const probes = 2 * 20 * 4;
    expect(counts.judgeCalls).toBe(counts.answerCalls * 2 * 5 + probes * 2 * 2);
    expect(counts.judgeTrial).toEqual({ calls: probes * 2 * 2, tokens: probes * 2 * 2 * 584 });
  });

  it('asks every arm and context the same questions, the fewer among the more', () => {
    const questions = { limit: 40, perContext: { oracle: 15 } };
    const { cells } = plan({ contexts: ['retrieved', 'oracle'], questions });
    const [base, tuned, oracle] = cells.map(({ questionIds }) => questionIds);
    expect(tuned).toEqual(base);
    expect(base).toHaveLength(40);
    expect(oracle).toEqual(base?.slice(0, 15));
  });

  it('says how often scores are looked at, and only with sequential stopping', () => {
    expect(plan({}).sequential).toBeUndefined();
    const analysis = { stopping: 'sequential' };
    expect(plan({ analysis }).sequential).toEqual({ waveQuestions: 20, mostWaves: 10 });
    const small = plan({ analysis: { ...analysis, wave: 7 }, questions: { limit: 22 } });
    expect(small.sequential).toEqual({ waveQuestions: 7, mostWaves: 3 });
    for (const { waveSizes } of small.cells) expect(waveSizes).toEqual([10, 10, 2]);
  });

  it('trains before it answers where both would share one processor', () => {
    const arms = [{ base: 'qwen-base', fineTune: { method: 'lora', trainSizes: [10] } }];
    const local = { models: [aModel('qwen-base', { isLocal: true })] };
    const here = { isLocal: true, available: true, reason: '' };
    expect(plan({ arms }, { ...local, training: here }).trainsFirst).toBe(true);
    expect(plan({ arms }, { ...local, training: { ...here, isLocal: false } }).trainsFirst).toBe(
      false,
    );
    expect(plan({ arms }, { training: here }).trainsFirst).toBe(false);
    expect(plan({}, { ...local, training: here }).trainsFirst).toBe(false);
  });

  it('prices calls by what the models charge', () => {
    const dear = aModel('judge', { inputUsdPerMillion: 10, outputUsdPerMillion: 30 });
    const { estimatedCostUsd, judgeCalls } = plan({}, { models: [dear] });
    expect(estimatedCostUsd).toBeCloseTo((judgeCalls * (580 * 10 + 4 * 30)) / 1e6, 6);
    expect(plan({}).estimatedCostUsd).toBe(0);
  });

  it('gives the detectable difference of the weakest dataset, under the family of contrasts', () => {
    const alone = plan({}).detectableDifference;
    const both = plan({ datasets: ['facts', 'more'] }, { datasets: TWO_DATASETS });
    expect(alone).toBeGreaterThan(0.2);
    expect(alone).toBeLessThan(0.3);
    expect(both.detectableDifference).toBeGreaterThan(alone);
    expect(plan({ arms: [{ base: 'qwen-base' }] }).detectableDifference).toBe(0);
    expect(plan({}, { datasets: [aDataset(5)] }).detectableDifference).toBe(0);
  });

  it('cuts work smaller where a local model answers', () => {
    expect(plan({}).blockSize).toBe(32);
    expect(plan({}, { models: [aModel('qwen-base', { isLocal: true })] }).blockSize).toBe(8);
  });

  it('cuts work smaller where a chunk would have more answers than the judge takes', () => {
    expect(plan({ generation: { temperature: 1, samples: 100 } }).blockSize).toBe(10);
  });

  it('asks a judge that reads probabilities once, and says so', () => {
    const { repeats, warnings, judgeCalls, answerCalls } = plan({
      judge: { model: 'judge', estimator: 'token-probability', repeats: 10 },
    });
    expect(repeats).toBe(1);
    expect(judgeCalls).toBe((answerCalls + 20 * 4) * 2);
    expect(plan({ judge: { model: 'judge', qualification: 'off' } }).judgeTrial).toEqual({
      calls: 0,
      tokens: 0,
    });
    expect(warnings).toEqual([
      'spec.judge.repeats is 10, and 1 is used: token probabilities are the same at every call',
    ]);
    const silent = plan({ judge: { model: 'judge', estimator: 'token-probability' } });
    expect(silent).toMatchObject({ repeats: 1, warnings: [] });
    expect(plan({ judge: { model: 'judge' } }).repeats).toBe(10);
  });
});
