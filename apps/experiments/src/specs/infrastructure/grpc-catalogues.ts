import {
  InferenceClient,
  JudgingClient,
  RetrievalClient,
  TrainingClient,
} from '@equipoise/platform';
import type { PlannedFineTune, TrainingEstimate } from '../domain/plan.js';
import { Injectable } from '@nestjs/common';
import {
  Catalogues,
  CriterionCatalogue,
  DatasetCatalogue,
  ModelCatalogue,
  TrainingBackend,
} from '../application/ports.js';
import type {
  CriterionFacts,
  DatasetFacts,
  ModelFacts,
  TextOverlap,
  TrainingFacts,
} from '../domain/facts.js';

/** Test questions whose references are looked at before anything is bought. */
const REFERENCE_SAMPLE = 200;

/** Most time of the first check of a dataset version, which reads all of it. */
const CHECK_DEADLINE_MS = 600_000;

class GrpcDatasetCatalogue extends DatasetCatalogue {
  constructor(private readonly retrieval: RetrievalClient) {
    super();
  }

  override async get(ref: string): Promise<DatasetFacts> {
    const { dataset } = await this.retrieval.call('getDataset', { ref });
    if (!dataset) throw new Error(`retrieval gave no dataset for ${ref}`);
    const { versionId, name, version, trainQuestions } = dataset;
    const { questions } = await this.retrieval.call('listQuestions', {
      datasetVersionId: versionId,
      split: 'test',
    });
    const questionIds = questions.slice(0, REFERENCE_SAMPLE).map(({ questionId }) => questionId);
    return {
      label: `${name}@v${version}`,
      versionId,
      trainQuestions,
      testQuestions: questions,
      withoutReference: await this.withoutReference(versionId, questionIds),
    };
  }

  override async overlaps(versionId: string): Promise<readonly TextOverlap[]> {
    const request = { datasetVersionId: versionId };
    const options = { deadlineMs: CHECK_DEADLINE_MS };
    return (await this.retrieval.call('checkContamination', request, options)).overlaps;
  }

  private async withoutReference(
    datasetVersionId: string,
    questionIds: string[],
  ): Promise<string | undefined> {
    if (questionIds.length === 0) return undefined;
    const { questions } = await this.retrieval.call('getQuestions', {
      datasetVersionId,
      questionIds,
    });
    return questions.find(({ references }) => references.length === 0)?.questionId;
  }
}

class GrpcModelCatalogue extends ModelCatalogue {
  constructor(private readonly inference: InferenceClient) {
    super();
  }

  override async get(name: string): Promise<ModelFacts> {
    const { model } = await this.inference.call('getModel', { name });
    if (!model) throw new Error(`inference gave no model for ${name}`);
    return {
      ...model,
      isLocal: model.provider === 'local',
      givesTokenProbabilities: model.tokenProbabilities,
    };
  }
}

class GrpcCriterionCatalogue extends CriterionCatalogue {
  constructor(private readonly judging: JudgingClient) {
    super();
  }

  override async get(name: string): Promise<CriterionFacts> {
    const { criterion } = await this.judging.call('getCriterion', { name, version: 0 });
    if (!criterion) throw new Error(`judging gave no criterion for ${name}`);
    return criterion;
  }
}

class GrpcTrainingBackend extends TrainingBackend {
  constructor(private readonly client: TrainingClient) {
    super();
  }

  override async get(): Promise<TrainingFacts> {
    const { name, available, reason } = await this.client.call('getBackend', {});
    return { isLocal: name.endsWith('-local'), available, reason };
  }

  override async plan({ arm, dataset, training }: PlannedFineTune): Promise<TrainingEstimate> {
    const { placement, ...rest } = training;
    const { pool = '', gpus = 0, maxGpuHours = 0 } = placement;
    const order = { base: arm.base, datasetVersionId: dataset.versionId, ...rest };
    const { choice } = await this.client.call(
      'planFineTune',
      { order: { ...order, pool, gpus, maxGpuHours } },
      { deadlineMs: CHECK_DEADLINE_MS },
    );
    return { gpuHours: choice?.gpuHours ?? 0, costUsd: choice?.costUsd ?? 0 };
  }
}

/** The other services, asked over gRPC. */
@Injectable()
export class GrpcCatalogues extends Catalogues {
  readonly datasets: DatasetCatalogue;
  readonly models: ModelCatalogue;
  readonly criteria: CriterionCatalogue;
  readonly training: TrainingBackend;

  constructor(
    retrieval: RetrievalClient,
    inference: InferenceClient,
    judging: JudgingClient,
    training: TrainingClient,
  ) {
    super();
    this.datasets = new GrpcDatasetCatalogue(retrieval);
    this.models = new GrpcModelCatalogue(inference);
    this.criteria = new GrpcCriterionCatalogue(judging);
    this.training = new GrpcTrainingBackend(training);
  }
}
