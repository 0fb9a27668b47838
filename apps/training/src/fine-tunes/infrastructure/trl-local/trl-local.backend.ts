import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PlacementWish, RAG_FRAME } from '@equipoise/contracts';
import { isDiskFull, sha256 } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';
import {
  AttendedTrainer,
  type PlannedOrder,
  type RunPlan,
  type TrainedAdapter,
  type TrainerLog,
  type TrainingObserver,
  type TrainingOrder,
} from '../../application/ports.js';
import type { Adapter } from '../../domain/fine-tune.js';
import { BaseNotTrainableError } from '../../domain/fine-tunes.errors.js';
import { toJsonLines } from '../../domain/training-example.js';
import { readLossCurve } from '../loss-curve.js';
import { diskFull } from './program-failure.js';
import { PINNED_VERSIONS } from './python-environment.js';
import { renderTrainerConfig, requireLora, requireNoWish } from './trainer-config.js';
import { TrainerProcess } from './trainer-process.js';
import { TrainerTools, type Tools } from './trainer-tools.js';
import { TrlLocalFiles, type WorkFolder } from './trl-local.files.js';

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Trains on this machine, in a Python process of its own, with TRL's SFTTrainer. */
@Injectable()
export class TrlLocalBackend extends AttendedTrainer {
  override readonly name = 'trl-local';
  override readonly version: string;

  constructor(
    private readonly config: TrainingConfig,
    private readonly files: TrlLocalFiles,
    private readonly tools: TrainerTools,
    private readonly trainer: TrainerProcess,
  ) {
    super();
    this.version = `trl-local.v1 on ${config.TRAINER_DEVICE}: ${PINNED_VERSIONS}`;
  }

  override async unavailableBecause(): Promise<string | undefined> {
    return this.tools.unavailableBecause();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to reject
  override async plan({ spec, base }: PlannedOrder, wish: PlacementWish): Promise<RunPlan> {
    requireLora(spec.settings);
    requireNoWish(wish);
    if (base.endpoint !== '') {
      throw new BaseNotTrainableError(
        base.name,
        `it is served by ${base.endpoint}, so its weights are out of reach; choose a local model`,
      );
    }
    const why = `${this.name} trains on this machine (${this.config.TRAINER_DEVICE})`;
    return { placement: {}, choice: undefined, alternatives: [], why };
  }

  override async logs(
    fineTuneId: string,
    _run: undefined,
    lines: number,
  ): Promise<TrainerLog | undefined> {
    const { log } = this.files.work(fineTuneId);
    const text = await readFile(log, 'utf8').catch(() => undefined); // it has not started yet
    return text === undefined ? undefined : { text: lastLines(text, lines), place: log };
  }

  override async isIntact({ path, digest }: Omit<Adapter, 'model'>): Promise<boolean> {
    return readFile(path).then(
      (bytes) => sha256(bytes) === digest,
      () => false, // gone, or out of reach: nothing can load it
    );
  }

  override async finished(fineTuneId: string): Promise<TrainedAdapter | undefined> {
    try {
      const { result } = this.files.work(fineTuneId);
      const trained = JSON.parse(await readFile(result, 'utf8')) as TrainedAdapter;
      return (await this.isIntact(trained)) ? trained : undefined;
    } catch {
      return undefined; // not finished, or its note was cut short
    }
  }

  override async train(
    order: TrainingOrder,
    observer: TrainingObserver,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    try {
      return await this.run(order, observer, signal);
    } catch (error) {
      throw isDiskFull(error) ? diskFull('the training service', error) : error;
    }
  }

  private async run(
    order: TrainingOrder,
    observer: TrainingObserver,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    const work = this.files.work(order.fineTuneId);
    const tell = (detail: string): void => {
      observer.preparing(detail);
    };
    const tools = await this.tools.ensure(order.base.name, tell, signal);
    const inputs = await this.writeInputs(order, tools, work);
    tell('starting the trainer');
    const startedAt = performance.now();
    const onStep = observer.stepped.bind(observer);
    await this.trainer.run(work, tools.python, { onStep, signal });
    const trainerSeconds = (performance.now() - startedAt) / 1000;
    observer.converting();
    await tools.convert(work, signal);
    const lossCurve = await readLossCurve(join(work.adapter, 'trainer_state.json'));
    const provenance = {
      backend: this.name,
      frame: RAG_FRAME,
      ...inputs,
      finalLoss: lossCurve.at(-1)?.loss ?? null,
      steps: lossCurve.at(-1)?.step ?? 0,
      trainerSeconds,
    };
    return this.keep(work, { lossCurve, provenance });
  }

  private async writeInputs(
    { spec, base, examples, fineTuneId }: TrainingOrder,
    { weights, packages }: Tools,
    work: WorkFolder,
  ): Promise<Record<string, unknown>> {
    const config = renderTrainerConfig({
      settings: spec.settings,
      seed: spec.seed,
      examples: examples.length,
      layers: weights.layers,
      device: this.config.TRAINER_DEVICE,
      maxDeviceBatch: this.config.TRAINER_MAX_DEVICE_BATCH,
      checkpointSeconds: this.config.TRAINER_CHECKPOINT_SECONDS,
      paths: {
        base: weights.folder,
        data: work.data,
        output: work.output,
        adapter: work.adapter,
      },
    });
    const data = toJsonLines(examples);
    await mkdir(work.path, { recursive: true });
    await writeFile(work.data, data);
    await writeFile(work.config, JSON.stringify(config, null, 2));
    return {
      fineTuneId,
      spec,
      base: { ...base, ggufSha256: weights.digest },
      examples: examples.length,
      dataSha256: sha256(data),
      packages,
      config: { dtype: config.dtype, peft: config.peft, sft: config.sft },
    };
  }

  /** Puts the adapter in its place, then notes that it is there; the checkpoints have done their duty. */
  private async keep(
    work: WorkFolder,
    record: Pick<TrainedAdapter, 'lossCurve' | 'provenance'>,
  ): Promise<TrainedAdapter> {
    const digest = sha256(await readFile(work.gguf));
    const path = this.files.adapter(digest);
    await mkdir(dirname(path), { recursive: true });
    await rename(work.gguf, path);
    const provenance = { ...record.provenance, adapterSha256: digest };
    const { lossCurve } = record;
    const trained: TrainedAdapter = { format: 'gguf', path, digest, lossCurve, provenance };
    await writeFile(work.result, JSON.stringify(trained, null, 2));
    await rm(work.output, { recursive: true, force: true });
    return trained;
  }
}
