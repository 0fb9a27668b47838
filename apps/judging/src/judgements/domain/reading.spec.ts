import { readOutput } from './reading.js';

const text = (written: string): Parameters<typeof readOutput>[1] => ({
  text: written,
  probabilities: new Map(),
});
const probabilities = (entries: Record<string, number>): Parameters<typeof readOutput>[1] => ({
  text: '',
  probabilities: new Map(Object.entries(entries)),
});

describe(readOutput, () => {
  it('averages the samples of the worked G-Eval case to 3.75', () => {
    const samples = '44354344243445434434'.split('');
    const scores = samples.map((sample) => readOutput('samples', text(sample), 0).score ?? 0);
    expect(scores.reduce((sum, score) => sum + score, 0) / 20).toBe(3.75);
  });

  it('keeps what the judge wrote beside the score', () => {
    expect(readOutput('samples', text('4/5'), 0)).toEqual({
      score: 4,
      leakedMass: 0,
      raw: '4/5',
      failure: '',
    });
  });

  it('says what stood there when no score was readable', () => {
    const reading = readOutput('samples', text('I cannot rate this'), 0);
    expect(reading.score).toBeNull();
    expect(reading.failure).toBe('no score from 1 to 5 in "I cannot rate this"');
  });

  it('keeps nothing that PostgreSQL cannot hold', () => {
    expect(readOutput('samples', text('4\0\ud800'), 0).raw).toBe('4\ufffd');
  });

  it('reads a distribution and stores the leaked mass', () => {
    const reading = readOutput('token-probability', probabilities({ '4': 0.6, '5': 0.2 }), 0.05);
    expect(reading.score).toBeCloseTo(4.25, 12);
    expect(reading.leakedMass).toBeCloseTo(0.2, 12);
    expect(JSON.parse(reading.raw)).toEqual({ '4': 0.6, '5': 0.2 });
  });

  it('finds a distribution unreadable when nearly all probability lies elsewhere', () => {
    const reading = readOutput('token-probability', probabilities({ '5': 0.04 }), 0.05);
    expect(reading.score).toBeNull();
    expect(reading.leakedMass).toBeCloseTo(0.96, 12);
    expect(reading.failure).toContain('JUDGE_MIN_SCORE_MASS');
  });

  it('finds an empty distribution unreadable even without a floor', () => {
    expect(readOutput('token-probability', probabilities({}), 0).score).toBeNull();
  });
});
