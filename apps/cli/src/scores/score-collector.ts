import { createHash, type Hash } from 'node:crypto';
import type { Context } from '@equipoise/contracts';
import { faultAt, type ScoreFileError } from './score-file.error.js';
import { type ScoreRow } from './score-row.js';

/** An arm as rows name it; rows that differ in any of these are of different arms. */
export type NamedArm = Pick<ScoreRow, 'arm' | 'base' | 'trainSize' | 'seed'>;

/** One answer that was scored. */
export interface ScoredAnswer {
  /** Index into `arms`. */
  readonly arm: number;
  readonly dataset: string;
  readonly context: Context;
  readonly question: string;
  readonly cluster: string;
  /** As the file numbers them. */
  readonly answer: number;
}

/** One score, by index into `answers` and `criteria`. */
export interface CollectedScore {
  readonly answer: number;
  readonly criterion: number;
  /** As the file numbers them. */
  readonly repeat: number;
  readonly score: number | null;
}

/** Each column may have so many different values; more are a wrong column. */
const MOST_DIFFERENT = 4096;

/** Rows of a score file, one by one, held without what repeats. */
export class ScoreCollector {
  /** Each in the order of its first row. */
  readonly arms: NamedArm[] = [];
  readonly answers: ScoredAnswer[] = [];
  readonly criteria: string[] = [];
  readonly repeats = new Set<number>();
  readonly scores: CollectedScore[] = [];

  private readonly armAt = new Map<string, number>();
  private readonly answerAt = new Map<string, number>();
  private readonly criterionAt = new Map<string, number>();
  private readonly repeatAt = new Map<number, number>();
  private readonly clusters = new Map<string, { cluster: string; place: string }>();
  private readonly places = new Map<number, string>();
  private readonly hash: Hash = createHash('sha256');

  /** @throws ScoreFileError when the score was given before, or the question had another cluster */
  add(row: ScoreRow): void {
    this.requireSameCluster(row);
    const answer = this.answerOf(row);
    const criterion = indexOf(this.criterionAt, row.criterion, () =>
      this.criteria.push(row.criterion),
    );
    const repeat = indexOf(this.repeatAt, row.repeat, () => this.repeats.add(row.repeat));
    if (criterion >= MOST_DIFFERENT) throw tooMany(row, 'criterion');
    if (repeat >= MOST_DIFFERENT) throw tooMany(row, 'repeat');
    const key = (answer * MOST_DIFFERENT + criterion) * MOST_DIFFERENT + repeat;
    const first = this.places.get(key);
    if (first !== undefined) throw twice(row, first);
    this.places.set(key, row.place);
    this.scores.push({ answer, criterion, repeat: row.repeat, score: row.score });
    this.hash.update(JSON.stringify({ ...row, place: '' }));
  }

  /**
   * The index of an answer that was scored.
   *
   * @param arm index into `arms`
   * @returns undefined of one that has no score
   */
  indexOf(arm: number, own: Omit<ScoredAnswer, 'arm' | 'cluster'>): number | undefined {
    const { dataset, context, question, answer } = own;
    return this.answerAt.get(keyOf(arm, dataset, context, question, answer));
  }

  /** SHA-256 of all rows so far, whatever the format they came in. */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  private answerOf({ dataset, context, question, cluster, answer, ...row }: ScoreRow): number {
    const { arm: name, base, trainSize, seed } = row;
    const named = { arm: name, base, trainSize, seed };
    const arm = indexOf(this.armAt, keyOf(name, base, trainSize, seed), () =>
      this.arms.push(named),
    );
    return indexOf(this.answerAt, keyOf(arm, dataset, context, question, answer), () =>
      this.answers.push({ arm, dataset, context, question, cluster, answer }),
    );
  }

  private requireSameCluster({ dataset, question, cluster, place }: ScoreRow): void {
    const key = keyOf(dataset, question);
    const known = this.clusters.get(key);
    if (known === undefined) this.clusters.set(key, { cluster, place });
    else if (known.cluster !== cluster) {
      throw faultAt(
        { place, column: 'cluster' },
        `question "${question}" is in cluster "${cluster}" here and in "${known.cluster}" in ` +
          `${known.place}: a question has one cluster`,
      );
    }
  }
}

function twice(
  { place, question, arm, criterion, answer, repeat }: ScoreRow,
  first: string,
): Error {
  return faultAt(
    { place, column: 'repeat' },
    `answer ${answer} of ${arm} to question "${question}" has repeat ${repeat} on ${criterion} ` +
      `already in ${first}: leave one out, or number answers and repeats in their columns`,
  );
}

function tooMany({ place }: ScoreRow, column: 'criterion' | 'repeat'): ScoreFileError {
  const message = `more than ${MOST_DIFFERENT} different values: is this the right column?`;
  return faultAt({ place, column }, message);
}

/** The index of a thing, which is new where `add` is called. */
function indexOf<T>(known: Map<T, number>, key: T, add: () => unknown): number {
  const index = known.get(key);
  if (index !== undefined) return index;
  add();
  known.set(key, known.size);
  return known.size - 1;
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
