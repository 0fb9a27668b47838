import { NO_USAGE } from '@equipoise/contracts';
import type { Judgement } from './judgement.js';
import {
  type JudgementFrame,
  judgementOf,
  keysOf,
  openSamples,
  type OpenSample,
  retried,
} from './open-sample.js';
import { noReading } from './reading.js';
import { MOST_SAMPLES } from './sample-plan.js';

const FRAME: JudgementFrame = {
  key: {
    criterion: 'accuracy',
    criterionVersion: 1,
    judgeFingerprint: 'judge-1',
    estimator: 'samples',
    temperature: 1,
    form: 'form.v1-00000000',
  },
  stepsId: 'steps',
  chunkId: 'chunk',
};
const KEYS = keysOf(FRAME, ['a', 'b'], 3);

const aJudgement = (sample: OpenSample | undefined, index: number): Judgement =>
  judgementOf(
    FRAME,
    { ...(sample as OpenSample), index },
    { score: 4, leakedMass: 0, raw: '4', failure: '' },
    null,
  );
const shown = (samples: readonly OpenSample[]): unknown[] =>
  samples.map(({ key, index }) => [key.answerId, key.repeat, index]);

describe(openSamples, () => {
  it('has every repeat of every answer read its own sample at first', () => {
    expect(shown(openSamples(KEYS, []))).toEqual([
      ['a', 0, 0],
      ['a', 1, 1],
      ['a', 2, 2],
      ['b', 0, 0],
      ['b', 1, 1],
      ['b', 2, 2],
    ]);
  });

  it('leaves out what is stored, whatever order it comes in', () => {
    const [a0, , a2, b0, b1, b2] = openSamples(KEYS, []);
    const stored = [aJudgement(b2, 2), aJudgement(b0, 0), aJudgement(a2, 2)];
    const open = openSamples(KEYS, [...stored, aJudgement(b1, 1), aJudgement(a0, 0)]);
    expect(shown(open)).toEqual([['a', 1, 1]]);
  });

  it('asks again for what is missing for an error', () => {
    const [a0] = openSamples(KEYS, []) as [OpenSample];
    const failed = judgementOf(FRAME, a0, noReading('refused'), 'error');
    expect(openSamples(KEYS, [failed])).toHaveLength(6);
  });

  it('never reads a sample for a second repeat when more repeats are wanted later', () => {
    const [a0, a1, a2] = openSamples(KEYS, []);
    const stored = [aJudgement(a0, 3), aJudgement(a1, 1), aJudgement(a2, 2)];
    const open = openSamples(keysOf(FRAME, ['a'], 5), stored);
    expect(shown(open)).toEqual([
      ['a', 3, 5],
      ['a', 4, 4],
    ]);
  });

  it('marks a repeat for which no unread sample is left', () => {
    const [a0] = openSamples(KEYS, []);
    const open = openSamples(keysOf(FRAME, ['a'], MOST_SAMPLES), [aJudgement(a0, 99)]);
    expect(open.at(-1)?.index).toBe(MOST_SAMPLES);
  });
});

describe(retried, () => {
  it('draws the spares of one answer one after another', () => {
    const [a0, a1, , b0] = openSamples(KEYS, []) as [
      OpenSample,
      OpenSample,
      OpenSample,
      OpenSample,
    ];
    expect([a0, a1, b0].map((sample) => retried(sample)?.index)).toEqual([3, 4, 3]);
  });
});

describe(keysOf, () => {
  it('asks for token probabilities once, however many repeats are wanted', () => {
    const frame = { ...FRAME, key: { ...FRAME.key, estimator: 'token-probability' as const } };
    expect(keysOf(frame, ['a', 'b'], 10)).toHaveLength(2);
  });
});

describe(judgementOf, () => {
  it('gives equal keys equal ids and any other key another', () => {
    const [a0, a1, , b0] = openSamples(KEYS, []);
    const other = { ...(a0 as OpenSample), key: { ...KEYS[0], temperature: 0 } } as OpenSample;
    const ids = [a0, a1, b0, other].map((sample) => aJudgement(sample, 0).id);
    expect(new Set(ids).size).toBe(4);
    expect(aJudgement(a0, 7).id).toBe(ids[0]);
    expect(aJudgement(a0, 0).usage).toEqual(NO_USAGE);
  });
});
