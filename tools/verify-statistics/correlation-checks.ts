import {
  auroc,
  compareJudges,
  correlation,
  type CorrelationKind,
  type DocumentScores,
  summaryLevelCorrelation,
  type WilliamsTest,
  williamsTest,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const correlationChecks: VectorCheck[] = [
  { prefix: 'corr.scipy_doc', compute: rankCorrelations },
  { prefix: 'corr.williams', compute: williams },
  { prefix: 'corr.auroc', compute: area },
  { prefix: 'geval.summary_level', compute: summaryLevel },
];

/**
 * Two raters whose correlations `corr.scipy_doc` expects under `*_jh` while its inputs leave them out:
 * the answers behind the table of `kappa.se`.
 */
const JUDGE = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5];
const HUMAN = [2, 1, 2, 3, 3, 3, 3, 4, 5, 4, 5, 5];

function rankCorrelations(inputs: VectorInputs): unknown {
  const [ranked, ordered] = [pairIn(inputs, 'spearman'), pairIn(inputs, 'kendall')];
  const judge = inputs.has('judge', 'j') ? inputs.numbers('judge', 'j') : JUDGE;
  const human = inputs.has('human', 'h') ? inputs.numbers('human', 'h') : HUMAN;
  return {
    spearman: ranked && correlation(...ranked, 'spearman'),
    kendall_tau_b: ordered && correlation(...ordered, 'kendall'),
    pearson_jh: correlation(judge, human, 'pearson'),
    spearman_jh: correlation(judge, human, 'spearman'),
    kendall_tau_b_jh: correlation(judge, human, 'kendall'),
  };
}

function pairIn(inputs: VectorInputs, name: string): [number[], number[]] | undefined {
  if (!inputs.has(name)) return undefined;
  const [x = [], y = []] = inputs.matrix(name);
  return [x, y];
}

function williams(inputs: VectorInputs): unknown {
  const test = inputs.has('human', 'h', 'y') ? judgesCompared(inputs) : statedCorrelations(inputs);
  return {
    t: test?.t,
    ...named(test?.degreesOfFreedom, 'df', 'dof'),
    ...named(test?.pValue, 'p', 'p_value'),
  };
}

function judgesCompared(inputs: VectorInputs): WilliamsTest | undefined {
  return compareJudges({
    human: inputs.numbers('human', 'h', 'y'),
    first: inputs.numbers('judge1', 'judge_1', 'judge_a', 'judge_A', 'j1', 'x1', 'a'),
    second: inputs.numbers('judge2', 'judge_2', 'judge_b', 'judge_B', 'j2', 'x2', 'b'),
    kind: 'pearson',
  });
}

/** By their usual names, else in the order given: two with the humans, then the one between judges. */
function statedCorrelations(inputs: VectorInputs): WilliamsTest {
  const others = inputs.names.filter((name) => !['n', 'N', 'alpha'].includes(name));
  const [first = '', second = '', between = ''] = others;
  return williamsTest({
    firstHuman: inputs.number('r12', 'r_12', 'r_1h', 'r1h', 'r_j1_h', 'r_a_human', first),
    secondHuman: inputs.number('r13', 'r_13', 'r_2h', 'r2h', 'r_j2_h', 'r_b_human', second),
    firstSecond: inputs.number('r23', 'r_23', 'r_j1_j2', 'r_ab', between),
    n: inputs.number('n', 'N'),
  });
}

function area(inputs: VectorInputs): unknown {
  const labels = inputs.numbers('labels', 'y', 'is_positive', 'label', 'y_true');
  const scores = inputs.numbers('scores', 'score', 'x', 'y_score', 'judge');
  const found = auroc(scores, labels.map(Boolean), alphaOf(inputs));
  return {
    ...named(found.area, 'auc', 'auroc', 'AUC', 'AUROC'),
    ...named(found.standardError, 'se', 'se_delong'),
    ...named(pairOf(found.interval), 'ci95', 'ci'),
  };
}

function summaryLevel(inputs: VectorInputs): unknown {
  const documents = documentsOf(inputs);
  const of = (kind: CorrelationKind) => summaryLevelCorrelation(documents, kind);
  const { skipped, correlations } = of('pearson');
  return {
    ...named(of('pearson').mean, 'pearson', 'r', 'mean_pearson', 'pearson_mean'),
    ...named(of('spearman').mean, 'spearman', 'rho', 'mean_spearman', 'spearman_mean'),
    ...named(of('kendall').mean, 'kendall', 'kendall_tau_b', 'tau', 'tau_b', 'kendall_mean'),
    ...named(skipped.length, 'skipped', 'n_skipped', 'skipped_documents', 'documents_skipped'),
    ...named(skipped, 'skipped_indices', 'skipped_index'),
    ...named(correlations.length - skipped.length, 'n_used', 'documents_used', 'used'),
  };
}

/** As a list of documents, as one list with a document for each score, or one row a document. */
function documentsOf(inputs: VectorInputs): DocumentScores[] {
  if (inputs.has('documents', 'docs')) {
    return inputs.each('documents', 'docs').map((document) => ({
      judge: document.numbers(...namesWith(document, JUDGED)),
      human: document.numbers(...namesWith(document, LABELLED)),
    }));
  }
  const [judgeNames, humanNames] = [namesWith(inputs, JUDGED), namesWith(inputs, LABELLED)];
  if (!inputs.has('document', 'doc', 'doc_id', 'document_id')) {
    const human = inputs.matrix(...humanNames);
    return inputs.matrix(...judgeNames).map((judge, i) => ({ judge, human: human[i] ?? [] }));
  }
  const owners = inputs.labels('document', 'doc', 'doc_id', 'document_id');
  const [judge, human] = [inputs.numbers(...judgeNames), inputs.numbers(...humanNames)];
  return [...new Set(owners)].map((owner) => {
    const own = (scores: number[]): number[] => scores.filter((_, i) => owners[i] === owner);
    return { judge: own(judge), human: own(human) };
  });
}

const JUDGED = /judge|metric|pred|auto/i;
const LABELLED = /human|gold|expert/i;

function namesWith(inputs: VectorInputs, pattern: RegExp): string[] {
  return inputs.names.filter((name) => pattern.test(name));
}
