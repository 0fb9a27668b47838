import type { Analysis } from '@equipoise/contracts';
import { decimal, percent, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import { duration } from './wording.js';

/** What the models' work cost. */
export function costTable({ cost }: Analysis): TextTable {
  const row = (name: string, usage: Analysis['cost']['answers']): string[] => [
    name,
    whole(usage.calls),
    whole(usage.reused),
    whole(usage.promptTokens),
    whole(usage.completionTokens),
    duration(usage.modelSeconds),
    usage.costUsd === 0 ? NOTHING : `$${decimal(usage.costUsd)}`,
  ];
  const blank = [NOTHING, NOTHING, NOTHING, NOTHING];
  return {
    caption: `Calls, tokens and time of the models; the experiment took ${duration(cost.wallSeconds)} in all`,
    columns: [
      words('Work'),
      ...['Calls', 'Reused', 'Prompt tokens', 'Completion tokens', 'Time', 'Cost'].map(number),
    ],
    rows: isFree(cost)
      ? []
      : [
          row('Answers', cost.answers),
          row('Judgements', cost.judgements),
          row('Trial of the judge', cost.qualification),
          ...(wasUsed(cost.guards) ? [row('Comparing arms beforehand', cost.guards)] : []),
          ['Training', ...blank, duration(cost.trainingSeconds), NOTHING],
        ],
  };
}

/** Heading of what the models cost; where nothing was asked of them here, of what they gave. */
export function costHeading(analysis: Analysis): string {
  return costTable(analysis).rows.length === 0 ? 'Judgements' : 'Cost';
}

/** How well the judge could be read. */
export function judgementTable({ judgements }: Analysis): TextTable {
  return {
    caption: 'Judgements asked for and missing; leaked is the probability outside the score tokens',
    columns: [
      words('Criterion'),
      ...['Expected', 'Missing', 'Share missing', 'Leaked'].map(number),
    ],
    rows: judgements.map(({ criterion, expected, missing, meanLeakedMass }) => [
      criterion,
      whole(expected),
      whole(missing),
      percent(expected === 0 ? 0 : missing / expected),
      percent(meanLeakedMass),
    ]),
  };
}

const wasUsed = ({ calls, reused }: Analysis['cost']['guards']): boolean => calls + reused > 0;

/** Whether no model did anything, as where scores were given. */
function isFree({ answers, judgements, trainingSeconds }: Analysis['cost']): boolean {
  const asked = [answers, judgements].some(wasUsed);
  return !asked && trainingSeconds === 0;
}
