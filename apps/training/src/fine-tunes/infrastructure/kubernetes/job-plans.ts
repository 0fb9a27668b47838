import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { stringify } from 'yaml';
import { Cluster, ClusterConfig } from '../../../cluster/index.js';
import type { TrainingOrder } from '../../application/ports.js';
import type { TrainingExample } from '../../domain/training-example.js';
import type { TrainingRun } from '../../domain/training-run.js';
import { renderAxolotlConfig, renderDeepspeedConfig } from './axolotl-config.js';
import { JobFiles } from './job-files.js';
import type { JobPlan } from './job-manifest.js';
import { jobName } from './job-names.js';
import type { JobPlacement } from './placement.schema.js';

const POD_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'pod');
/** Where things are in the pod. */
const JOB_DIR = '/job';
const CONFIG_DIR = '/etc/ft';

/** Writes a run's data and tells what its Job is to be: the same whenever it is asked. */
@Injectable()
export class JobPlans {
  constructor(
    private readonly config: ClusterConfig,
    private readonly cluster: Cluster,
    private readonly files: JobFiles,
  ) {}

  /** Of the trainer. */
  get image(): string {
    return this.config.TRAINER_IMAGE;
  }

  async make(run: TrainingRun, order: TrainingOrder, placement: JobPlacement): Promise<JobPlan> {
    const { fineTuneId } = run;
    const data = toMessageLines(order.examples);
    await this.files.writeData(fineTuneId, data);
    const { config } = this;
    const progressUrl = config.TRAINER_PROGRESS_URL;
    return {
      name: jobName(run),
      namespace: this.cluster.namespace,
      fineTuneId,
      run: run.number,
      pool: placement.pool,
      gpus: placement.gpus,
      image: this.image,
      files: await this.configFiles(order, placement),
      env: { BASE_MODEL: placement.model.weights, DATA_SHA256: sha256(data) },
      claims: {
        work: { claimName: config.TRAINER_WORK_CLAIM, subPath: this.files.subPath(fineTuneId) },
        models: { claimName: config.TRAINER_MODELS_CLAIM },
      },
      progressUrl:
        progressUrl &&
        `${progressUrl.replace(/\/$/, '')}/v1/training-runs/${jobName(run)}/progress`,
      maxSeconds: Math.round(config.TRAINER_MAX_HOURS * 3600),
      pullSecrets: config.TRAINER_PULL_SECRETS.split(',').filter(Boolean),
      cpu: config.TRAINER_CPU,
      memory: config.TRAINER_MEMORY,
      shmSize: config.TRAINER_SHM,
    };
  }

  private async configFiles(
    { spec, examples }: TrainingOrder,
    placement: JobPlacement,
  ): Promise<Record<string, string>> {
    const { gpus, perDeviceBatchSize, accumulationSteps, sharding, model } = placement;
    const axolotl = renderAxolotlConfig({
      settings: spec.settings,
      seed: spec.seed,
      examples: examples.length,
      layers: model.layers,
      mixtureOfExperts: model.mixtureOfExperts,
      split: { gpus, perDeviceBatchSize, accumulationSteps },
      sharding,
      baseModel: model.weights,
      checkpointSteps: this.config.TRAINER_CHECKPOINT_STEPS,
      paths: {
        data: `${JOB_DIR}/data/train.jsonl`,
        prepared: `${JOB_DIR}/prepared`,
        output: `${JOB_DIR}/out`,
        deepspeed: `${CONFIG_DIR}/zero3.json`,
      },
    });
    return {
      'axolotl.yaml': stringify(axolotl),
      ...(sharding === 'zero3' && {
        'zero3.json': JSON.stringify(renderDeepspeedConfig(), null, 2),
      }),
      'run.sh': await readFile(join(POD_FOLDER, 'run.sh'), 'utf8'),
      'prestop.sh': await readFile(join(POD_FOLDER, 'prestop.sh'), 'utf8'),
    };
  }
}

/** JSON Lines of chats; their last turn, the assistant's, carries the loss. */
function toMessageLines(examples: readonly TrainingExample[]): string {
  return examples
    .map(
      ({ prompt, completion }) => `${JSON.stringify({ messages: [...prompt, ...completion] })}\n`,
    )
    .join('');
}
