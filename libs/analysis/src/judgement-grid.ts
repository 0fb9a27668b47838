import { eachScore } from './score-columns.js';
import { InvalidScoreTableError } from './score-table.errors.js';
import { type AnalysisInput } from './score-table.js';

export interface JudgementCount {
  readonly criterion: string;
  /** Repeats times answers given. */
  readonly expected: number;
  /** Not made, or unreadable. */
  readonly missing: number;
  /** Mean over judgements made, [0, 1]. */
  readonly meanLeakedMass: number;
}

/**
 * Every judgement in its place: answer × criterion × repeat, in two flat arrays. Sums follow the
 * place, so the order of the rows changes no bit of any result.
 */
export class JudgementGrid {
  /** Judgements that each answer should have on a criterion, >= 1. */
  readonly repeats: number;
  /** NaN where no score could be read. */
  private readonly scores: Float64Array;
  /** NaN where no judgement was made. */
  private readonly leaked: Float64Array;
  private readonly answerAt: ReadonlyMap<string, number>;

  /**
   * Rows of unknown answers or of criteria that the settings do not name are left out.
   *
   * @throws InvalidScoreTableError when one answer, criterion and repeat has two rows
   */
  constructor(private readonly table: AnalysisInput) {
    const { settings, answers, scores } = table;
    const planned = settings.estimator === 'samples' ? settings.repeats : 1;
    this.repeats = repeatsOf(scores, planned);
    const size = answers.length * settings.criteria.length * this.repeats;
    this.scores = new Float64Array(size).fill(NaN);
    this.leaked = new Float64Array(size).fill(NaN);
    this.answerAt = new Map(answers.map(({ answerId }, i) => [answerId, i]));
    const criterionAt = new Map(settings.criteria.map((criterion, i) => [criterion, i]));
    eachScore(scores, ({ answerId, criterion, repeat, score, leakedMass }, row) => {
      const answer = this.answerAt.get(answerId);
      const column = criterionAt.get(criterion);
      if (answer === undefined || column === undefined) return;
      const place = this.start(answer, column) + repeat;
      if (!Number.isNaN(this.leaked[place])) throw duplicateOf(row, answerId, criterion, repeat);
      this.leaked[place] = leakedMass;
      if (score !== null) this.scores[place] = score;
    });
  }

  /** The index of an answer; undefined of one that is not in the table. */
  indexOf(answerId: string): number | undefined {
    return this.answerAt.get(answerId);
  }

  /** Sum and number of the readable scores of one answer on one criterion, both by index. */
  of(answer: number, criterion: number): { readonly sum: number; readonly readable: number } {
    const start = this.start(answer, criterion);
    let [sum, readable] = [0, 0];
    for (let place = start; place < start + this.repeats; place += 1) {
      const score = this.scores[place] as number;
      if (Number.isNaN(score)) continue;
      sum += score;
      readable += 1;
    }
    return { sum, readable };
  }

  /** Readable scores of one answer on one criterion, both by index, in the order of repeats. */
  scoresOf(answer: number, criterion: number): number[] {
    const start = this.start(answer, criterion);
    const calls = this.scores.subarray(start, start + this.repeats);
    return [...calls].filter((score) => !Number.isNaN(score));
  }

  /** What was expected of the judge on one criterion, by index, and what came. */
  count(criterion: number): JudgementCount {
    let [expected, readable, made, leaked] = [0, 0, 0, 0];
    this.table.answers.forEach(({ status }, answer) => {
      if (status === 'failed') return;
      expected += this.repeats;
      readable += this.of(answer, criterion).readable;
      const start = this.start(answer, criterion);
      for (const mass of this.leaked.subarray(start, start + this.repeats)) {
        if (Number.isNaN(mass)) continue;
        made += 1;
        leaked += mass;
      }
    });
    return {
      criterion: this.table.settings.criteria[criterion] ?? '',
      expected,
      missing: expected - readable,
      meanLeakedMass: made === 0 ? 0 : leaked / made,
    };
  }

  private start(answer: number, criterion: number): number {
    return (answer * this.table.settings.criteria.length + criterion) * this.repeats;
  }
}

function duplicateOf(
  row: number,
  answerId: string,
  criterion: string,
  repeat: number,
): InvalidScoreTableError {
  const message = `answer ${answerId} has repeat ${repeat} of ${criterion} twice; give each judge call once`;
  return new InvalidScoreTableError([{ path: `scores[${row}].repeat`, message }]);
}

function repeatsOf(scores: AnalysisInput['scores'], planned: number): number {
  if ('answerIds' in scores) {
    return scores.repeat.reduce((most, repeat) => Math.max(most, repeat + 1), planned);
  }
  return scores.reduce((most, { repeat }) => Math.max(most, repeat + 1), planned);
}
