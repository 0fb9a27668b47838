import fc from 'fast-check';
import { contextContrasts } from './interaction/context-contrasts.js';
import { withinAnova } from './interaction/within-anova.js';
import { clusteredPredictionPoweredMean } from './prediction-powered/clustered-prediction-powered-mean.js';
import { predictionPoweredMean } from './prediction-powered/prediction-powered-mean.js';
import { auroc } from './reliability/auroc.js';
import { cohenKappa } from './reliability/cohen-kappa.js';
import { compareJudges } from './reliability/williams-test.js';
import { intraclassCorrelations } from './reliability/intraclass-correlations.js';
import { krippendorffAlpha } from './reliability/krippendorff-alpha.js';
import { partialCorrelation } from './reliability/partial-correlation.js';
import { crossedSeeds } from './variance/crossed-seeds.js';
import { nestedComponents } from './variance/nested-components.js';
import { oneWayComponents } from './variance/one-way-components.js';

/** Every number in a result, at any depth. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function expectFinite(result: unknown): void {
  expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([]);
}

/** Few distinct scores, tenths among them, so that ties, constants and rounding are common. */
const score = fc.constantFrom(0, 0.1, 0.3, 1, 1.1, 2);
const row = fc.array(score, { minLength: 1, maxLength: 4 });
const rows = fc.array(row, { minLength: 1, maxLength: 4 });
const size = fc.integer({ min: 1, max: 5 });

function table(height: number, width: number): fc.Arbitrary<number[][]> {
  const line = fc.array(score, { minLength: width, maxLength: width });
  return fc.array(line, { minLength: height, maxLength: height });
}

const anyTable = fc.tuple(size, size).chain(([height, width]) => table(height, width));

describe('a sample too small or too even for a number', () => {
  it('gives variance components without NaN or infinity', () => {
    fc.assert(
      fc.property(rows, (scores) => {
        expectFinite(oneWayComponents(scores));
      }),
    );
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 4 }), (scores) => {
        expectFinite(nestedComponents(scores));
      }),
    );
    fc.assert(
      fc.property(anyTable, (values) => {
        expectFinite(crossedSeeds(values, 0.05));
      }),
    );
  });

  it('gives agreement without NaN or infinity', () => {
    fc.assert(
      fc.property(anyTable, (ratings) => {
        expectFinite(intraclassCorrelations(ratings, 0.05));
        expectFinite(krippendorffAlpha(ratings, 'ratio'));
        expectFinite(krippendorffAlpha(ratings, 'ordinal'));
      }),
    );
    const count = fc.constantFrom(0, 0, 1, 2);
    const counts = size.chain((labels) =>
      fc.array(fc.array(count, { minLength: labels, maxLength: labels }), {
        minLength: labels,
        maxLength: labels,
      }),
    );
    fc.assert(
      fc.property(counts, fc.constantFrom('unweighted', 'quadratic'), (cells, weights) => {
        fc.pre(cells.flat().some((cell) => cell > 0));
        expectFinite(cohenKappa(cells, weights, 0.05));
      }),
    );
  });

  it('gives correlations without NaN or infinity', () => {
    const three = fc.integer({ min: 4, max: 7 }).chain((n) => table(3, n));
    fc.assert(
      fc.property(three, ([x = [], y = [], control = []]) => {
        expectFinite(partialCorrelation({ x, y, control, alpha: 0.05 }));
        expectFinite(compareJudges({ human: x, first: y, second: control, kind: 'kendall' }));
        expectFinite(
          auroc(
            x,
            y.map((value) => value > 1),
            0.05,
          ),
        );
      }),
    );
  });

  it('gives contrasts of contexts without NaN or infinity', () => {
    fc.assert(
      fc.property(
        size.chain((n) => table(6, n)),
        (cells) => {
          const [a = [], b = [], c = [], d = [], e = [], f = []] = cells;
          const base = { closedBook: a, oracle: b, retrieved: c };
          const tuned = { closedBook: d, oracle: e, retrieved: f };
          expectFinite(contextContrasts({ base, tuned, alpha: 0.05 }));
          expectFinite(
            withinAnova([
              [a, b, c],
              [d, e, f],
            ]),
          );
        },
      ),
    );
  });

  it('gives prediction-powered means without NaN or infinity', () => {
    const labelled = size.chain((n) => table(2, n));
    fc.assert(
      fc.property(labelled, row, ([labels = [], predictions = []], unlabelledPredictions) => {
        const input = { labels, predictions, unlabelledPredictions, alpha: 0.05 };
        const clusters = {
          labelled: labels.map((_, i) => i % 2),
          unlabelled: unlabelledPredictions.map((_, i) => i % 3),
        };
        expectFinite(predictionPoweredMean(input));
        expectFinite(clusteredPredictionPoweredMean(input, clusters));
      }),
    );
  });
});
