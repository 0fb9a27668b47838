import type {
  AdapterCheck,
  AdapterCheckRequested,
  AnswersRequested,
  FineTuneRequested,
  inferenceV1,
  JudgeQualification,
  JudgementsRequested,
  QualificationRequested,
  retrievalV1,
  ServedModel,
} from '@equipoise/contracts';
import { contentKey, DomainError } from '@equipoise/kernel';

/** What a scripted judge may look at. */
export interface JudgedAnswer {
  readonly model: string;
  readonly questionId: string;
  readonly criterion: string;
  readonly repeat: number;
}

/** What the neighbours know and how they behave; a test changes it before it asks for anything. */
export class World {
  datasets = new Map<string, { train: number; questions: string[]; hasReferences: boolean }>();
  models = new Map<string, Partial<inferenceV1.Model>>();
  trainingReason = '';
  /** Estimate for each fine-tune; 0: no GPUs are counted. */
  gpuHours = 0;
  /** Gives the reason why a chunk cannot be answered. */
  refuseChunk: (request: AnswersRequested) => string | undefined = () => undefined;
  /** Gives the reason why a question gets no answer. */
  refuseQuestion: (questionId: string, model: string) => string | undefined = () => undefined;
  /** Gives the reason why a tuned model cannot be compared with its base. */
  refuseCheck: (request: AdapterCheckRequested) => string | undefined = () => undefined;
  /** What a tuned model shows beside its base, where it differs from a good one. */
  adapterShows: (model: string) => Partial<ServedModel> & { check?: Partial<AdapterCheck> } =
    () => ({});
  callsPerCheck = 0;
  /** Of a model, while it answers. */
  fingerprintOf: (model: string) => string = (model) => `weights of ${model}`;
  refuseFineTune: (request: FineTuneRequested) => string | undefined = () => undefined;
  /** Chunks are answered only while this is true. */
  answers = true;
  /** Facts are told as often as this, each time as a new message. */
  tellings = 1;
  /** What the judge is worth is told only while this is true. */
  trials = true;
  /** Why the judge cannot be tried; what was bought until then is told. */
  failTrial: string | undefined = undefined;
  /** Calls that it takes to try the judge. */
  trialCalls = 8;
  costUsd = 0;
  tokensPerCall = 0;
  /** What the tests of every dataset share with its training questions and documents. */
  overlaps: retrievalV1.TextOverlap[] = [];
  /** What the judge shows on probes, where it differs from a good one. */
  judgeShows: Partial<JudgeQualification> = {};
  score: (answer: JudgedAnswer) => number | null = () => 4;

  readonly requests: AnswersRequested[] = [];
  readonly compared: AdapterCheckRequested[] = [];
  readonly judged: JudgementsRequested[] = [];
  readonly tried: QualificationRequested[] = [];
  readonly cancelled: string[] = [];
  readonly answersById = new Map<string, { text: string; model: string }>();
  readonly held: { experimentId: string; request: AnswersRequested }[] = [];
  readonly heldTrials: { experimentId: string; request: QualificationRequested }[] = [];

  reset(): void {
    const fresh = new World();
    const {
      requests,
      compared,
      judged,
      tried,
      cancelled,
      answersById,
      held,
      heldTrials,
      ...behaviour
    } = fresh;
    Object.assign(this, behaviour);
    const { requests: asked, compared: beside, judged: scored, tried: probed } = this;
    const lists = [asked, beside, scored, probed, this.cancelled, this.held, this.heldTrials];
    for (const list of lists) list.length = 0;
  }

  /** Begins anew with a dataset of these questions, a base, a judge and models tuned from the base. */
  begin(questions: string[], tuned: readonly string[] = ['tuned']): void {
    this.reset();
    this.datasets.set('facts', { train: 100, questions, hasReferences: true });
    this.models.set('base', {}).set('judge', {});
    for (const name of tuned) this.models.set(name, { base: 'base' });
  }
}

/** A neighbour does not know what it is asked for. */
export class UnknownError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'FAKE.UNKNOWN';
}

/** Version id of a dataset in this world. */
export const versionOf = (name: string): string => contentKey(['dataset', name]);
