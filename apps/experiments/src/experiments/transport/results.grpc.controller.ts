import type { experimentsV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { defer, from, map, mergeMap, type Observable } from 'rxjs';
import { type AnswerView, ListAnswers, ListJudgements } from '../application/list-results.js';
import { ReadResults } from '../application/read-results.js';

type Methods = 'listAnswers' | 'listJudgements' | 'getAnalysis' | 'getReport';

/** Most bytes of one piece of a report. */
const PIECE_BYTES = 64 * 1024;

@Controller()
@UseFilters(GrpcErrorFilter)
export class ResultsGrpcController implements Pick<
  experimentsV1.ExperimentsServiceController,
  Methods
> {
  constructor(
    private readonly answers: ListAnswers,
    private readonly judgements: ListJudgements,
    private readonly results: ReadResults,
  ) {}

  @GrpcMethod('ExperimentsService')
  async listAnswers({
    cellId,
    ...command
  }: experimentsV1.ListAnswersRequest): Promise<experimentsV1.ListAnswersResponse> {
    const page = await this.answers.execute(command, cellId === '' ? undefined : cellId);
    return { answers: page.items.map(toAnswerMessage), nextCursor: page.nextCursor };
  }

  @GrpcMethod('ExperimentsService')
  async listJudgements(
    request: experimentsV1.ListJudgementsRequest,
  ): Promise<experimentsV1.ListJudgementsResponse> {
    const { items, nextCursor } = await this.judgements.execute(request);
    return {
      judgements: items.map(({ score, ...judgement }) => ({
        ...judgement,
        score: score ?? undefined,
      })),
      nextCursor,
    };
  }

  @GrpcMethod('ExperimentsService')
  async getAnalysis({
    experimentId,
  }: experimentsV1.GetAnalysisRequest): Promise<experimentsV1.GetAnalysisResponse> {
    return { analysisJson: JSON.stringify(await this.results.analysis(experimentId)) };
  }

  @GrpcMethod('ExperimentsService')
  getReport({
    experimentId,
    format,
  }: experimentsV1.GetReportRequest): Observable<experimentsV1.GetReportResponse> {
    return defer(() => this.results.report(experimentId, format)).pipe(
      mergeMap((report) => from(piecesOf(Buffer.from(report)))),
      map((bytes) => ({ bytes })),
    );
  }
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    yield bytes.subarray(start, start + PIECE_BYTES);
  }
}

function toAnswerMessage(answer: AnswerView): experimentsV1.AnswerRow {
  const { answerId, cellId, arm, dataset, context, questionId, status, failure } = answer;
  return {
    answerId,
    cellId,
    arm,
    dataset,
    context,
    questionId,
    question: answer.question,
    references: [...answer.references],
    status,
    text: answer.text,
    failure,
    scores: answer.scores.map(({ mean, ...score }) => ({ ...score, mean: mean ?? 0 })),
    passages: [...answer.passages],
  };
}
