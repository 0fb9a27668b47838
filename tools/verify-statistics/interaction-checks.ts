import {
  type ContextContrasts,
  contextContrasts,
  type ContextDesign,
  type FTest,
  type ScoresByContext,
  type TestedMean,
  withinAnova,
} from '@equipoise/statistics';
import { named, testAnswers } from './answers.js';
import { alphaOf, clustersOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const interactionChecks: VectorCheck[] = [{ prefix: 'did.2x3', compute: differences }];

/** The names that vectors give to each contrast. */
const NAMES = {
  knowledge: ['knowledge (tuned-base | closed)', 'knowledge', 'k'],
  reading: ['reading (tuned-base | oracle)', 'reading', 'o'],
  endToEnd: ['end_to_end (tuned-base | retrieved)', 'end_to_end', 'e'],
  contextUse: ['did_oracle_minus_closed', 'o-k', 'o_minus_k'],
  retrievalRobustness: ['did_retrieved_minus_oracle', 'e-o', 'e_minus_o'],
  retrievalUse: ['did_retrieved_minus_closed', 'e-k', 'e_minus_k'],
} as const satisfies Record<keyof ContextContrasts, readonly string[]>;

function differences(inputs: VectorInputs): unknown {
  const design = { base: contextsOf(inputs, 'base'), tuned: contextsOf(inputs, 'tuned') };
  const clusters = clustersOf(inputs, design.base.closedBook.length);
  const contrasts = contextContrasts({ ...design, clusters, alpha: alphaOf(inputs) });
  const answers = Object.entries(NAMES).map(([contrast, names]) => {
    const test: TestedMean = contrasts[contrast as keyof ContextContrasts];
    return named(testAnswers(test), ...names);
  });
  return Object.assign({}, ...answers, anovaAnswers(design)) as unknown;
}

function contextsOf(inputs: VectorInputs, model: string): ScoresByContext {
  return {
    closedBook: inputs.numbers(`${model}_closed`, `${model}_closed_book`),
    oracle: inputs.numbers(`${model}_oracle`),
    retrieved: inputs.numbers(`${model}_retrieved`, `${model}_retrieval`),
  };
}

function anovaAnswers({ base, tuned }: ContextDesign): Record<string, unknown> {
  const { first, second, interaction } = withinAnova([
    [base.closedBook, base.oracle, base.retrieved],
    [tuned.closedBook, tuned.oracle, tuned.retrieved],
  ]);
  const answersOf = (effect: string, test: FTest): Record<string, unknown> => ({
    [`F_${effect}`]: test.f,
    [`p_${effect}`]: test.pValue,
    [`df_${effect}`]: test.degreesOfFreedom,
  });
  const interactionWithin = (...contexts: (keyof ScoresByContext)[]): number | undefined =>
    withinAnova([base, tuned].map((model) => contexts.map((context) => model[context]))).interaction
      .f;
  return {
    rm_anova_2x3: {
      ...answersOf('model', first),
      ...answersOf('ctx', second),
      ...answersOf('interaction', interaction),
    },
    rm_anova_2x2_oracle_retrieved_F_interaction: interactionWithin('oracle', 'retrieved'),
    rm_anova_2x2_closed_oracle_F_interaction: interactionWithin('closedBook', 'oracle'),
    rm_anova_2x2_closed_retrieved_F_interaction: interactionWithin('closedBook', 'retrieved'),
  };
}
