import { aDataset, aModel, aSpec, someFacts } from '../../../test/a-spec.js';
import { budgetFaults, factFaults, innerFaults, trialFaults } from './spec-faults.js';

const LORA = { method: 'lora', trainSizes: [200, 900] };

describe(innerFaults, () => {
  it('finds none in a plain spec', () => {
    expect(innerFaults(aSpec())).toEqual([]);
  });

  it('refuses overlaps as long as a chunk', () => {
    const retrieval = { chunkTokens: 64, overlapTokens: 64 };
    expect(innerFaults(aSpec({ retrieval }))).toEqual([
      {
        path: 'spec.retrieval.overlapTokens',
        message: 'is 64, and a chunk has 64 tokens; give less',
      },
    ]);
  });

  it('refuses to buy the same greedy answer twice', () => {
    const [fault] = innerFaults(aSpec({ generation: { samples: 3 } }));
    expect(fault?.message).toContain('is 3, and temperature 0 gives the same answer every time');
  });

  it('refuses an arm that is there already', () => {
    const arm = { base: 'b', fineTune: { method: 'lora', trainSizes: [200] } };
    expect(innerFaults(aSpec({ arms: [arm, arm] }))).toEqual([
      {
        path: 'spec.arms[1].fineTune',
        message: 'makes the arm "b · lora 200 pairs · seed 1" a second time; remove one',
      },
    ]);
  });
});

describe('faults of stopping', () => {
  it('are none in a sequential spec with a tuned arm', () => {
    expect(innerFaults(aSpec({ analysis: { stopping: 'sequential', wave: 5 } }))).toEqual([]);
  });

  it('are waves without sequential stopping, and sequential stopping without a contrast', () => {
    expect(innerFaults(aSpec({ analysis: { wave: 5 } }))).toMatchObject([
      {
        path: 'spec.analysis.wave',
        message: expect.stringContaining('"fixed", which has no waves') as string,
      },
    ]);
    const nothing = { arms: [{ base: 'qwen-base' }], analysis: { stopping: 'sequential' } };
    expect(innerFaults(aSpec(nothing))).toMatchObject([
      {
        path: 'spec.analysis.stopping',
        message: expect.stringContaining('no arm is tuned') as string,
      },
    ]);
  });
});

describe(factFaults, () => {
  it('finds none where everything is there', () => {
    expect(factFaults(aSpec(), someFacts())).toEqual([]);
  });

  it('names a local model that is not downloaded, and how to get it', () => {
    const models = [aModel('qwen-base', { status: 'not-downloaded' })];
    expect(factFaults(aSpec(), someFacts({ models }))).toEqual([
      {
        path: 'spec.arms[0].base',
        message: '"qwen-base" is not downloaded; run "equipoise models pull qwen-base"',
      },
    ]);
  });

  it('names train size and train split when one is larger than the other', () => {
    const spec = aSpec({ arms: [{ base: 'qwen-base', fineTune: LORA }] });
    const training = { isLocal: true, available: true, reason: '' };
    expect(factFaults(spec, someFacts({ training }))).toEqual([
      {
        path: 'spec.arms[0].fineTune.trainSizes[1]',
        message: 'is 900, and facts@v1 has 500 training questions; give at most 500',
      },
    ]);
  });

  it('says what is missing when nothing can be trained here', () => {
    const arms = [{ base: 'qwen-base', fineTune: { ...LORA, trainSizes: [10] } }];
    const training = {
      isLocal: true,
      available: false,
      reason: 'python 3.10 or newer was not found',
    };
    const [fault] = factFaults(aSpec({ arms }), someFacts({ training }));
    expect(fault?.path).toBe('spec.arms[0].fineTune');
    expect(fault?.message).toContain('cannot be trained here: python 3.10 or newer was not found');
  });

  it('refuses datasets without questions, without references, and twice', () => {
    const datasets = [
      aDataset(0),
      aDataset(9, { label: 'bare@v1', versionId: 'b'.repeat(64), withoutReference: 'q3' }),
      aDataset(0),
    ];
    const faults = factFaults(aSpec({ datasets: ['a', 'b', 'c'] }), someFacts({ datasets }));
    expect(faults.map(({ message }) => message)).toEqual([
      'facts@v1 has no test questions; import it with a test split',
      'question q3 of bare@v1 has no reference answer to judge against; import a version with references',
      'facts@v1 is spec.datasets[0] again; name it once',
    ]);
  });

  it('refuses a tuned model of another base, and the base as its own tuned model', () => {
    const models = [aModel('qwen-tuned', { base: 'llama' })];
    const arms = [{ base: 'qwen-base', tuned: [{ model: 'qwen-tuned' }, { model: 'qwen-base' }] }];
    expect(
      factFaults(aSpec({ arms }), someFacts({ models })).map(({ message }) => message),
    ).toEqual([
      '"qwen-tuned" was tuned from "llama", not "qwen-base"; move it to that arm',
      '"qwen-base" is the base itself; name a model tuned from it',
    ]);
  });

  it('refuses token probabilities of an endpoint that has none', () => {
    const spec = aSpec({ judge: { model: 'judge', estimator: 'token-probability' } });
    const models = [aModel('judge', { givesTokenProbabilities: false })];
    expect(factFaults(spec, someFacts({ models }))).toMatchObject([
      { path: 'spec.judge.estimator' },
    ]);
  });
});

describe(trialFaults, () => {
  it('names the limits that trying the judge alone would use up', () => {
    const trial = { calls: 160, tokens: 90_000 };
    const within = aSpec({ budget: { maxCalls: 160, maxTokens: 90_000 } });
    expect(trialFaults(within, trial)).toEqual([]);
    expect(trialFaults(aSpec(), { calls: 1e9, tokens: 1e9 })).toEqual([]);
    const short = aSpec({ budget: { maxCalls: 159, maxTokens: 89_999 } });
    const faults = trialFaults(short, trial);
    expect(faults.map(({ path }) => path)).toEqual([
      'spec.budget.maxCalls',
      'spec.budget.maxTokens',
    ]);
    expect(faults[0]?.message).toContain('is 159, and trying the judge alone takes 160 calls');
    expect(faults[1]?.message).toContain('takes about 90000 tokens; raise it');
  });
});

describe(budgetFaults, () => {
  it('names limit and estimate when the one is below the other', () => {
    const spec = aSpec({ budget: { maxCostUsd: 5 } });
    expect(budgetFaults(spec, 5)).toEqual([]);
    expect(budgetFaults(aSpec(), 1e6)).toEqual([]);
    expect(budgetFaults(spec, 7.125)[0]?.message).toContain(
      'is 5 US dollars, and the estimate is 7.13',
    );
  });
});
