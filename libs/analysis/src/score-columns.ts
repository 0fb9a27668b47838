import { type ScoreColumns, type ScoreFacts } from './score-table.js';

const FIRST_CAPACITY = 1024;

/** Collects judge calls into columns that grow as they come. */
export class ScoreColumnsBuilder {
  private readonly answers = new Map<string, number>();
  private readonly criteria = new Map<string, number>();
  private columns = emptyColumns(FIRST_CAPACITY);
  private length = 0;

  add({ answerId, criterion, repeat, score, leakedMass }: ScoreFacts): void {
    if (this.length === this.columns.answer.length) this.grow();
    const at = this.length;
    this.columns.answer[at] = indexOf(this.answers, answerId);
    this.columns.criterion[at] = indexOf(this.criteria, criterion);
    this.columns.repeat[at] = repeat;
    this.columns.score[at] = score ?? NaN;
    this.columns.leakedMass[at] = leakedMass;
    this.length += 1;
  }

  build(): ScoreColumns {
    return {
      answerIds: [...this.answers.keys()],
      criteria: [...this.criteria.keys()],
      ...resized(this.columns, this.length),
    };
  }

  private grow(): void {
    this.columns = resized(this.columns, 2 * this.length);
  }
}

/** Buffers that a thread can be given instead of a copy. */
export function buffersOf(columns: ScoreColumns): ArrayBuffer[] {
  const { answer, criterion, repeat, score, leakedMass } = columns;
  return [answer, criterion, repeat, score, leakedMass].map(({ buffer }) => buffer);
}

/** Calls `take` with every judge call, whichever way they are held. */
export function eachScore(
  scores: readonly ScoreFacts[] | ScoreColumns,
  take: (row: ScoreFacts, index: number) => void,
): void {
  if (!('answerIds' in scores)) {
    scores.forEach(take);
    return;
  }
  scores.answer.forEach((answer, i) => {
    const score = scores.score[i] as number;
    const row = {
      answerId: scores.answerIds[answer] as string,
      criterion: scores.criteria[scores.criterion[i] as number] as string,
      repeat: scores.repeat[i] as number,
      score: Number.isNaN(score) ? null : score,
      leakedMass: scores.leakedMass[i] as number,
    };
    take(row, i);
  });
}

type Numbers = Omit<ScoreColumns, 'answerIds' | 'criteria'>;

function emptyColumns(length: number): Numbers {
  return {
    answer: new Uint32Array(length),
    criterion: new Uint16Array(length),
    repeat: new Uint16Array(length),
    score: new Float64Array(length),
    leakedMass: new Float64Array(length),
  };
}

function resized(columns: Numbers, length: number): Numbers {
  const larger = emptyColumns(length);
  const kept = Math.min(length, columns.answer.length);
  larger.answer.set(columns.answer.subarray(0, kept));
  larger.criterion.set(columns.criterion.subarray(0, kept));
  larger.repeat.set(columns.repeat.subarray(0, kept));
  larger.score.set(columns.score.subarray(0, kept));
  larger.leakedMass.set(columns.leakedMass.subarray(0, kept));
  return larger;
}

function indexOf(known: Map<string, number>, name: string): number {
  const index = known.get(name) ?? known.size;
  known.set(name, index);
  return index;
}
