import {
  type JudgeQualification,
  NO_USAGE,
  plusUsage,
  type QualificationReady,
  type QualificationRequested,
  type Usage,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type CriterionForm, FormsOfJudge, repeatsOf } from '../../judgements/index.js';
import { type Probe, probeSetId, probesOf } from '../domain/probe.js';
import {
  type Qualification,
  qualificationId,
  type QualificationKey,
} from '../domain/qualification.js';
import { thresholdsId } from '../domain/thresholds.js';
import { JudgeProbes } from './judge-probes.js';
import { ProbeQuestions, QualificationRepository, QualificationRules } from './ports.js';

export interface QualifyJudgeCommand {
  /** UUID of the experiment that pays. */
  readonly experimentId: string;
  readonly request: QualificationRequested;
  readonly signal: AbortSignal;
}

export interface QualifiedJudge {
  readonly ready: QualificationReady;
  /** Made now; to be stored together with the word of them. */
  readonly made: readonly Qualification[];
}

/** Tries a judge on answers whose order is known, with the forms that it will fill for real ones. */
@Injectable()
export class QualifyJudge {
  constructor(
    private readonly questions: ProbeQuestions,
    private readonly rules: QualificationRules,
    private readonly formsOfJudge: FormsOfJudge,
    private readonly judgeProbes: JudgeProbes,
    private readonly stored: QualificationRepository,
  ) {}

  /**
   * Executed again, it asks only for what is not stored; a stored qualification costs no call.
   *
   * @throws CriterionNotFoundError, RemoteError for good; JudgeUnavailableError, JudgeChangedError
   *   to be tried again
   */
  async execute(command: QualifyJudgeCommand): Promise<QualifiedJudge> {
    const { experimentId, request, signal } = command;
    const { datasetVersionId } = request;
    const prepared = await this.formsOfJudge.of(request, experimentId, signal);
    const found = await this.known(request, prepared.judgeFingerprint, prepared.forms);
    const missing = found.some(({ known }) => known === undefined);
    const probes = missing ? await this.probesFor(request, signal) : [];
    const chunkId = chunkOf(experimentId, datasetVersionId);
    let usage: Usage = prepared.usage;
    const made: Qualification[] = [];
    const qualifications: JudgeQualification[] = [];
    for (const { key, form, known } of found) {
      const judged = { judge: request.judge, experimentId, chunkId, key, form, probes, signal };
      const tried = known ? reused(known) : await this.judgeProbes.execute(judged);
      usage = plusUsage(usage, tried.usage);
      qualifications.push(tried.result);
      if (!known) made.push({ id: qualificationId(key), key, result: tried.result });
    }
    return { ready: { datasetVersionId, qualifications, usage }, made };
  }

  /** What a trial has bought so far on the probes of a dataset version, for one that failed. */
  spent(experimentId: string, datasetVersionId: string): Promise<Usage> {
    return this.judgeProbes.spent(chunkOf(experimentId, datasetVersionId));
  }

  private async known(
    request: QualificationRequested,
    judgeFingerprint: string,
    forms: readonly CriterionForm[],
  ): Promise<{ key: QualificationKey; form: CriterionForm; known: Qualification | undefined }[]> {
    const found = [];
    for (const form of forms) {
      const key = this.keyOf(request, judgeFingerprint, form);
      found.push({ key, form, known: await this.stored.find(qualificationId(key)) });
    }
    return found;
  }

  private keyOf(
    request: QualificationRequested,
    judgeFingerprint: string,
    { criterion, formId, stepsId }: CriterionForm,
  ): QualificationKey {
    const { estimator, datasetVersionId, probes, repeats, temperature } = request;
    return {
      judgeFingerprint,
      criterion: criterion.name,
      criterionVersion: criterion.version,
      datasetVersionId,
      estimator,
      temperature: estimator === 'samples' ? temperature : 0,
      form: formId,
      stepsId,
      probes,
      repeats: repeatsOf(estimator, repeats),
      probeSet: probeSetId(this.rules.templates),
      thresholds: thresholdsId(this.rules.thresholds),
    };
  }

  private async probesFor(
    { datasetVersionId, probes }: QualificationRequested,
    signal: AbortSignal,
  ): Promise<Probe[]> {
    const questions = await this.questions.of(datasetVersionId, probes, signal);
    return probesOf(datasetVersionId, questions, this.rules.templates);
  }
}

/** What a trial buys is charged under one chunk, however often it is delivered. */
const chunkOf = (experimentId: string, datasetVersionId: string): string =>
  contentId([experimentId, 'qualification', datasetVersionId]);

const reused = ({ result }: Qualification): { result: JudgeQualification; usage: Usage } => ({
  result,
  usage: { ...NO_USAGE, reused: result.judgements },
});
