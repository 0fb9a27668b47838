import type { Context, ContextEffect } from '@equipoise/contracts';
import { analysedArm, type CellPair, cellPairs } from './arms.js';
import { compare } from './comparison.js';
import { differencesOf, pairsOf } from './pairs.js';
import { type CellMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';

/** The context whose effect is looked at, and the one it is compared with. */
const EFFECTS = {
  'context-use': ['oracle', 'closed-book'],
  'noise-robustness': ['retrieved', 'oracle'],
  'retrieval-use': ['retrieved', 'closed-book'],
} as const satisfies Record<ContextEffect['effect'], readonly [Context, Context]>;

/**
 * Where a difference comes from: tuned minus base in one context less the same in another, on the
 * questions that are complete in both. Below 0 in `context-use`, the tuned model gains less (or loses
 * more) from passages than its base does.
 */
export function contextEffects(
  cells: readonly CellMeans[],
  { criteria, alpha }: ScoreTable['settings'],
): ContextEffect[] {
  const pairs = cellPairs(cells);
  const effects = Object.entries(EFFECTS) as [
    ContextEffect['effect'],
    readonly [Context, Context],
  ][];
  return effects.flatMap(([effect, [context, other]]) =>
    pairs
      .filter(({ tuned }) => tuned.cell.context === context)
      .flatMap((minuend) => {
        const subtrahend = counterpart(pairs, minuend, other);
        if (subtrahend === undefined) return [];
        return criteria.map((criterion, i): ContextEffect => {
          const { arm, dataset } = minuend.tuned.cell;
          const shown = { effect, arm: analysedArm(arm), dataset, criterion };
          return { ...shown, ...effectOf(minuend, subtrahend, i, alpha) };
        });
      }),
  );
}

function counterpart(
  pairs: readonly CellPair[],
  { tuned }: CellPair,
  context: Context,
): CellPair | undefined {
  return pairs.find(
    ({ tuned: { cell } }) =>
      cell.context === context &&
      cell.dataset === tuned.cell.dataset &&
      cell.arm.label === tuned.cell.arm.label,
  );
}

type Numbers = Omit<ContextEffect, 'effect' | 'arm' | 'dataset' | 'criterion'>;

function effectOf(
  minuend: CellPair,
  subtrahend: CellPair,
  criterion: number,
  alpha: number,
): Numbers {
  const [first, second] = [sideOf(minuend, criterion), sideOf(subtrahend, criterion)];
  const common = first.questionIds.flatMap((id, i) =>
    second.byQuestion.has(id) ? [{ id, i }] : [],
  );
  const { n, clusters, difference, standardError, interval, pValue, note } = compare(
    {
      questionIds: common.map(({ id }) => id),
      base: common.map(({ id }) => second.byQuestion.get(id) as number),
      tuned: common.map(({ id }) => first.byQuestion.get(id) as number),
      clusters: common.map(({ i }) => first.clusters[i] as string),
    },
    alpha,
  );
  return { n, clusters, difference, standardError, interval, pValue, note };
}

interface Side {
  readonly questionIds: readonly string[];
  readonly clusters: readonly string[];
  /** Tuned minus base by question id. */
  readonly byQuestion: ReadonlyMap<string, number>;
}

function sideOf({ base, tuned }: CellPair, criterion: number): Side {
  const pairs = pairsOf(base, tuned, ({ judged }) => judged[criterion]?.mean);
  const differences = differencesOf(pairs);
  const byQuestion = new Map(pairs.questionIds.map((id, i) => [id, differences[i] as number]));
  return { ...pairs, byQuestion };
}
