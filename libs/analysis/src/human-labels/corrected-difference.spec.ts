import { seededRandom, seededShuffle } from '@equipoise/kernel';
import { type Pairs } from '../pairs.js';
import { correctedDifference } from './corrected-difference.js';
import { type SplitPairs } from './split-pairs.js';

const ALPHA = 0.05;

interface Question {
  /** Difference by people and by the judge. */
  readonly people: number;
  readonly judge: number;
  readonly cluster: string;
}

/** Pairs whose base is 3. */
function pairsOf(questions: readonly Question[], differenceOf: (own: Question) => number): Pairs {
  return {
    questionIds: questions.map((_, i) => `q${i}`),
    base: questions.map(() => 3),
    tuned: questions.map((own) => 3 + differenceOf(own)),
    clusters: questions.map(({ cluster }) => cluster),
  };
}

function split(labelled: readonly Question[], rest: readonly Question[]): SplitPairs {
  return {
    labelled: {
      people: pairsOf(labelled, ({ people }) => people),
      judge: pairsOf(labelled, ({ judge }) => judge),
    },
    rest: pairsOf(rest, ({ judge }) => judge),
  };
}

const many = (count: number, of: (i: number) => Partial<Question>): Question[] =>
  Array.from({ length: count }, (_, i) => {
    return { people: i % 2, judge: i % 3, cluster: `d${i}`, ...of(i) };
  });
type Corrected = NonNullable<ReturnType<typeof correctedDifference>['corrected']>;
const corrected = (
  labelled: Question[],
  rest: Question[],
): ReturnType<typeof correctedDifference> => correctedDifference(split(labelled, rest), ALPHA);

/**
 * Questions in pairs of one document, whose true mean difference is 0; the judge sees six tenths of it,
 * and adds 0.3 and noise.
 */
function drawn(count: number, random: () => number): Question[] {
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count / 2 }, (_, document) => {
    const common = 0.5 * normal();
    return [0, 1].map(() => {
      const people = Math.max(-4, Math.min(4, Math.round(common + normal())));
      return { people, judge: 0.6 * people + 0.3 + 0.4 * normal(), cluster: `d${document}` };
    });
  }).flat();
}

describe(correctedDifference, () => {
  it.each([30, 50])(
    'holds the truth in about 95 of 100 samples of %i labelled questions',
    (labelled) => {
      const random = seededRandom(`coverage ${labelled}`);
      const runs = 600;
      let held = 0;
      for (let run = 0; run < runs; run += 1) {
        const questions = seededShuffle(drawn(labelled + 100, random), `${labelled} ${run}`);
        const own = split(questions.slice(0, labelled), questions.slice(labelled));
        const { interval } = correctedDifference(own, ALPHA).corrected!;
        if (interval.lower <= 0 && interval.upper >= 0) held += 1;
      }
      expect(held / runs).toBeGreaterThan(0.92);
      expect(held / runs).toBeLessThan(0.98);
    },
  );

  it('is narrower with a judge that agrees with people', () => {
    const width = (judgeOf: (people: number, i: number) => number): number => {
      const questions = many(140, (i) => {
        const people = (i * 7) % 5;
        return { people, judge: judgeOf(people, i) };
      });
      const { interval } = corrected(questions.slice(0, 40), questions.slice(40)).corrected!;
      return interval.upper - interval.lower;
    };
    expect(width((people) => people)).toBeLessThan(0.8 * width((_, i) => (i * 11) % 4));
  });

  it.each<[string, Question[], Question[]]>([
    ['too-few-labels', many(29, () => ({})), many(50, () => ({}))],
    ['single-cluster', many(30, () => ({ cluster: 'd' })), many(50, () => ({}))],
    [
      'constant-difference',
      many(30, () => ({ people: 1, judge: 1 })),
      many(50, () => ({ judge: 1 })),
    ],
    ['constant-difference', many(30, () => ({ people: 1 })), []],
    ['single-cluster', many(30, () => ({ cluster: 'd' })), []],
    [
      'no-variation-between-clusters',
      many(30, (i) => ({ people: i % 2, cluster: `d${Math.floor(i / 2)}` })),
      [],
    ],
  ])('corrects nothing, because of %s', (note, labelled, rest) => {
    expect(corrected(labelled, rest)).toEqual({ corrected: null, note });
  });

  it('changes its sign when the arms change places, and nothing when documents are renamed', () => {
    const questions = drawn(140, seededRandom('swap'));
    const of = (change: (own: Question) => Question): Corrected => {
      const changed = questions.map(change);
      return corrected(changed.slice(0, 40), changed.slice(40)).corrected!;
    };
    const found = of((own) => own);
    const swapped = of(({ people, judge, ...own }) => ({ ...own, people: -people, judge: -judge }));
    expect(swapped.difference).toBeCloseTo(-found.difference, 12);
    expect(swapped.interval.lower).toBeCloseTo(-found.interval.upper, 12);
    expect(of((own) => ({ ...own, cluster: `renamed ${own.cluster}` }))).toEqual(found);
  });

  it('is the mean of the labels where nothing is left to correct', () => {
    const { corrected: alone } = corrected(
      many(40, () => ({})),
      [],
    );
    expect(alone).toMatchObject({ difference: 0.5, weight: null });
    // clusters of one question: sd / sqrt(n), of 20 zeros and 20 ones
    expect(alone?.standardError).toBeCloseTo(Math.sqrt(10 / 39 / 40), 12);
  });
});
