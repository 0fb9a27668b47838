import { sumOf } from '../moments.js';

/** A level of a nested design: variance of one unit, cost of one unit. */
export interface Stage {
  readonly variance: number;
  readonly cost: number;
}

interface Block extends Stage {
  readonly stages: number;
}

/**
 * How many units of each stage minimise the sum of variance / units for a budget, when no stage may
 * have fewer units than the one before it, nor fewer than `least`.
 *
 * Without limits a stage gets units in proportion to sqrt(variance / cost). Stages out of order share
 * one number of units, as one stage of their summed variances and costs; units below `least` are
 * `least`, and the rest of the budget goes to the other stages. Without any variance all get `least`.
 *
 * @param stages outermost first, the last with a cost above 0
 * @param budget enough for `least` units of every stage
 */
export function isotonicAllocation(stages: readonly Stage[], budget: number, least = 0): number[] {
  const blocks = pooled(stages);
  const total = sumOf(blocks.map(({ variance, cost }) => Math.sqrt(variance * cost)));
  if (total === 0) return stages.map(() => least);
  const units = blocks.flatMap((block) =>
    Array.from(
      { length: block.stages },
      () => (budget * Math.sqrt(block.variance / block.cost)) / total,
    ),
  );
  const [first] = stages;
  if (first === undefined || (units[0] as number) >= least) return units;
  return [least, ...isotonicAllocation(stages.slice(1), budget - least * first.cost, least)];
}

function pooled(stages: readonly Stage[]): Block[] {
  const blocks: Block[] = [];
  for (const stage of stages) {
    let block: Block = { ...stage, stages: 1 };
    for (let before = blocks.at(-1); before && !isAhead(block, before); before = blocks.at(-1)) {
      blocks.pop();
      block = {
        variance: before.variance + block.variance,
        cost: before.cost + block.cost,
        stages: before.stages + block.stages,
      };
    }
    blocks.push(block);
  }
  return blocks;
}

/** Whether the inner block may have more units than the outer: a larger variance for its cost. */
function isAhead(inner: Block, outer: Block): boolean {
  return inner.variance * outer.cost > outer.variance * inner.cost;
}
