import { type Context, contextSchema } from '@equipoise/contracts';
import { chunksOf, didYouMean } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { ExperimentNotFoundError, ExperimentStore } from '../../experiments/index.js';
import { drawnAnswers, type LabellableAnswer } from '../domain/drawn-answers.js';
import { InvalidLabelRequestError, NothingToLabelError } from '../domain/labels.errors.js';
import { AnswerCatalogue, LabelStore } from './ports.js';
import { type LabelTexts, ReadLabelTexts } from './read-label-texts.js';

export interface DrawTemplateCommand {
  readonly experimentId: string;
  /** Drawn from each dataset, 1 to 10000; 0 means 50. */
  readonly questions: number;
  /** Empty means `equipoise`. */
  readonly seed: string;
  /** Empty for all. */
  readonly context: string;
  /** Whether what has a label already is left out. */
  readonly unlabelled: boolean;
}

/** One thing to label; it does not say which arm answered. */
export interface TemplateRow extends LabelTexts {
  readonly answerId: string;
  readonly criterion: string;
}

const DEFAULT_QUESTIONS = 50;
const MOST_QUESTIONS = 10_000;
const DEFAULT_SEED = 'equipoise';
/** Answers whose texts are in memory at once. */
const BATCH = 200;

/** Draws by seed what people are to label. */
@Injectable()
export class DrawTemplate {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly answers: AnswerCatalogue,
    private readonly labels: LabelStore,
    private readonly texts: ReadLabelTexts,
  ) {}

  /**
   * All answers to the questions drawn, in random order, once for each criterion.
   *
   * @throws ExperimentNotFoundError
   * @throws InvalidLabelRequestError
   * @throws NothingToLabelError
   */
  async *execute(command: DrawTemplateCommand): AsyncGenerator<TemplateRow> {
    const { experimentId, questions, seed, unlabelled } = command;
    const context = contextOf(command.context);
    const count = countOf(questions);
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const given = await this.answers.given(experimentId, context);
    const drawn = drawnAnswers(given, count, seed || DEFAULT_SEED);
    const criteria = experiment.settings.judge.criteria.map(({ name }) => name);
    const labelled = unlabelled ? await this.labelledOf(experimentId, drawn) : new Set<string>();
    const open = drawn
      .map((answer) => ({
        answer,
        criteria: criteria.filter((name) => !labelled.has(keyOf(answer.answerId, name))),
      }))
      .filter((own) => own.criteria.length > 0);
    if (open.length === 0) throw new NothingToLabelError(experimentId, given.length > 0);
    for (const batch of chunksOf(open, BATCH)) {
      const texts = await this.texts.execute(batch.map(({ answer }) => answer));
      for (const [i, { answer, criteria: names }] of batch.entries()) {
        const { answerId } = answer;
        for (const criterion of names) yield { answerId, criterion, ...(texts[i] as LabelTexts) };
      }
    }
  }

  private async labelledOf(
    experimentId: string,
    answers: readonly LabellableAnswer[],
  ): Promise<Set<string>> {
    const ids = answers.map(({ answerId }) => answerId);
    const labels = await this.labels.about(experimentId, ids);
    return new Set(labels.map(({ answerId, criterion }) => keyOf(answerId, criterion)));
  }
}

const keyOf = (answerId: string, criterion: string): string =>
  JSON.stringify([answerId, criterion]);

function contextOf(text: string): Context | undefined {
  if (text === '') return undefined;
  const known = contextSchema.options.find((name) => name === text);
  if (known !== undefined) return known;
  const meant = didYouMean(text, contextSchema.options);
  const remedy =
    meant === undefined ? `use ${contextSchema.options.join(', ')}` : `did you mean ${meant}?`;
  throw new InvalidLabelRequestError('context', `"${text}" is no context: ${remedy}`);
}

function countOf(questions: number): number {
  if (questions === 0) return DEFAULT_QUESTIONS;
  if (Number.isInteger(questions) && questions >= 1 && questions <= MOST_QUESTIONS) {
    return questions;
  }
  throw new InvalidLabelRequestError(
    'questions',
    `${questions} is not possible: give 1 to ${MOST_QUESTIONS}, or 0 for ${DEFAULT_QUESTIONS}`,
  );
}
