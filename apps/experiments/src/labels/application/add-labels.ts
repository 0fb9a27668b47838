import { Injectable } from '@nestjs/common';
import { type Label, labelKey } from '../domain/label.js';
import { type LabelFaults } from '../domain/label-faults.js';
import { type PlacedLabel } from '../domain/label-row.js';
import { AnswerCatalogue, LabelNews, LabelStore } from './ports.js';

export interface AddedLabels {
  readonly added: number;
  readonly replaced: number;
  /** There already, with the same score. */
  readonly unchanged: number;
  /** Number of the last import that changed anything; 0 when none has. */
  readonly revision: number;
}

export interface HowToAdd {
  readonly replace: boolean;
  /** What was found at fault so far; nothing is stored when anything is. */
  readonly faults: LabelFaults;
  readonly at: Date;
}

/** Stores labels and tells of them, in the transaction under way; labels that are there change nothing. */
@Injectable()
export class AddLabels {
  constructor(
    private readonly store: LabelStore,
    private readonly answers: AnswerCatalogue,
    private readonly news: LabelNews,
  ) {}

  /** @throws InvalidLabelsError */
  async execute(
    experimentId: string,
    labels: readonly PlacedLabel[],
    { replace, faults, at }: HowToAdd,
  ): Promise<AddedLabels> {
    const answerIds = [...new Set(labels.map(({ answerId }) => answerId))];
    await this.requireAnswers(experimentId, answerIds, labels, faults);
    const stored = await this.store.about(experimentId, answerIds);
    const known = new Map(stored.map((label) => [labelKey(label), label]));
    const fresh = labels.filter((label) => !known.has(labelKey(label)));
    const changed = labels.filter((label) => isOther(label, known.get(labelKey(label))));
    if (!replace) tellChanged(changed, known, faults);
    faults.refuse();
    const counts = {
      added: fresh.length,
      replaced: changed.length,
      unchanged: labels.length - fresh.length - changed.length,
    };
    const last = await this.store.lastRevision(experimentId);
    if (fresh.length + changed.length === 0) return { ...counts, revision: last };
    const revision = last + 1;
    await this.store.put(experimentId, [...fresh, ...changed], { revision, at });
    await this.news.changed(experimentId, revision);
    return { ...counts, revision };
  }

  private async requireAnswers(
    experimentId: string,
    answerIds: readonly string[],
    labels: readonly PlacedLabel[],
    faults: LabelFaults,
  ): Promise<void> {
    const status = await this.answers.statusOf(experimentId, answerIds);
    for (const { line, answerId } of labels) {
      const own = status.get(answerId);
      if (own === 'answered') continue;
      faults.add(
        line,
        'answer',
        own === undefined
          ? `${answerId} is no answer of this experiment: take the ids from its template, or from its list of answers`
          : `${answerId} failed, so there is nothing to label: leave the row out`,
      );
    }
  }
}

function isOther(label: Label, stored: Label | undefined): boolean {
  return stored !== undefined && stored.score !== label.score;
}

function tellChanged(
  changed: readonly PlacedLabel[],
  known: ReadonlyMap<string, Label>,
  faults: LabelFaults,
): void {
  for (const label of changed) {
    const before = known.get(labelKey(label))?.score ?? '';
    faults.add(
      label.line,
      'score',
      `${label.score} differs from the ${before} that "${label.rater}" gave answer ${label.answerId} on ` +
        `${label.criterion} before: import with replace to take the new one, or leave the row out`,
    );
  }
}
