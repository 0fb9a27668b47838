import type { Context, ContextEffect } from '@equipoise/contracts';
import { analysedArm, type CellPair, cellPairs } from './arms.js';
import {
  ceilingCells,
  type ContextContrasts,
  contextContrasts,
  type ContextDesign,
  onLogitScale,
} from '@equipoise/statistics';
import { compare } from './comparison.js';
import { differencesOf, type Pairs, pairsOf } from './pairs.js';
import { type CellMeans, SCORE_RANGE } from './question-means.js';
import { type ScoreTable } from './score-table.js';

/** The context whose effect is looked at, and the one it is compared with. */
const EFFECTS = {
  'context-use': ['oracle', 'closed-book'],
  'noise-robustness': ['retrieved', 'oracle'],
  'retrieval-use': ['retrieved', 'closed-book'],
} as const satisfies Record<string, readonly [Context, Context]>;

const CONTRASTS = {
  knowledge: 'knowledge',
  reading: 'reading',
  'end-to-end': 'endToEnd',
  'context-use': 'contextUse',
  'noise-robustness': 'retrievalRobustness',
  'retrieval-use': 'retrievalUse',
} as const satisfies Record<ContextEffect['effect'], keyof ContextContrasts>;

const SCALE = { low: SCORE_RANGE.lowest, high: SCORE_RANGE.highest };

type Effect = ContextEffect['effect'];
type Numbers = Omit<ContextEffect, 'arm' | 'dataset' | 'criterion'>;
type PlacedPairs = Pairs & { readonly placeOf: ReadonlyMap<string, number> };
/** An adapter's cells on one dataset, by context. */
type ByContext = ReadonlyMap<Context, CellPair>;

/**
 * Where a difference comes from, for each adapter: knowledge (no context), reading (gold passages) and
 * end to end (retrieved), and how they differ. Below 0 in `context-use`, the tuned model gains less (or
 * loses more) from passages than its base does. With all three contexts everything is computed on the
 * questions complete in all six cells, and again on log odds where a cell is at the ceiling; with two,
 * their difference alone.
 */
export function contextEffects(
  cells: readonly CellMeans[],
  { criteria, alpha }: ScoreTable['settings'],
): ContextEffect[] {
  const groups = new Map<string, Map<Context, CellPair>>();
  for (const pair of cellPairs(cells)) {
    const { arm, dataset, context } = pair.tuned.cell;
    const key = JSON.stringify([arm.label, dataset]);
    const known = groups.get(key) ?? new Map<Context, CellPair>();
    groups.set(key, known.set(context, pair));
  }
  return [...groups.values()].flatMap((byContext) =>
    criteria.flatMap((criterion, c) => {
      const [{ tuned } = { tuned: undefined }] = byContext.values();
      if (tuned === undefined) return [];
      const { arm, dataset } = tuned.cell;
      const found =
        byContext.size === 3 ? allEffects(byContext, c, alpha) : pairEffects(byContext, c, alpha);
      return found.map((own) => ({ arm: analysedArm(arm), dataset, criterion, ...own }));
    }),
  );
}

function pairEffects(byContext: ByContext, criterion: number, alpha: number): Numbers[] {
  return (Object.entries(EFFECTS) as [Effect, readonly [Context, Context]][]).flatMap(
    ([effect, [context, other]]) => {
      const [minuend, subtrahend] = [byContext.get(context), byContext.get(other)];
      if (minuend === undefined || subtrahend === undefined) return [];
      return [
        { effect, scale: 'points' as const, ...effectOf(minuend, subtrahend, criterion, alpha) },
      ];
    },
  );
}

function allEffects(byContext: ByContext, criterion: number, alpha: number): Numbers[] {
  const { design, clusters } = designOf(byContext, criterion);
  if (clusters.length === 0) return pairEffects(byContext, criterion, alpha);
  const points = effectsOn(design, clusters, 'points', alpha);
  if (ceilingCells(design, SCALE).length === 0) return points;
  return [...points, ...effectsOn(onLogitScale(design, SCALE), clusters, 'logit', alpha)];
}

function effectsOn(
  design: ContextDesign,
  clusters: readonly string[],
  scale: ContextEffect['scale'],
  alpha: number,
): Numbers[] {
  const found = contextContrasts({ ...design, clusters, alpha });
  return (Object.entries(CONTRASTS) as [Effect, keyof ContextContrasts][]).map(
    ([effect, contrast]) => {
      const { n, clusterCount, mean, standardError, interval, pValue, note } = found[contrast];
      const isTested = note === undefined;
      return {
        ...{ effect, scale, n, clusters: clusterCount, difference: mean },
        standardError: isTested ? (standardError ?? null) : null,
        interval: isTested ? (interval ?? null) : null,
        pValue: isTested ? (pValue ?? null) : null,
        note: note === 'constant' ? 'constant-difference' : (note ?? null),
      };
    },
  );
}

/** Scores of the questions that are complete in all six cells. */
function designOf(
  byContext: ByContext,
  criterion: number,
): { design: ContextDesign; clusters: string[] } {
  const placedIn = (context: Context): PlacedPairs => {
    const { base, tuned } = byContext.get(context) as CellPair;
    const pairs = pairsOf(base, tuned, ({ judged }) => judged[criterion]?.mean);
    return { ...pairs, placeOf: new Map(pairs.questionIds.map((id, i) => [id, i])) };
  };
  const closedBook = placedIn('closed-book');
  const [oracle, retrieved] = [placedIn('oracle'), placedIn('retrieved')];
  const ids = closedBook.questionIds.filter(
    (id) => oracle.placeOf.has(id) && retrieved.placeOf.has(id),
  );
  const pick = (side: PlacedPairs, values: readonly number[]): number[] =>
    ids.map((id) => values[side.placeOf.get(id) as number] as number);
  const modelOf = (model: 'base' | 'tuned'): ContextDesign['base'] => ({
    closedBook: pick(closedBook, closedBook[model]),
    oracle: pick(oracle, oracle[model]),
    retrieved: pick(retrieved, retrieved[model]),
  });
  return {
    design: { base: modelOf('base'), tuned: modelOf('tuned') },
    clusters: ids.map((id) => closedBook.clusters[closedBook.placeOf.get(id) as number] as string),
  };
}

function effectOf(
  minuend: CellPair,
  subtrahend: CellPair,
  criterion: number,
  alpha: number,
): Omit<Numbers, 'effect' | 'scale'> {
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
