import { cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RAG_FRAME } from '@equipoise/contracts';
import { contentKey, sha256 } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { PlannedOrder, TrainedAdapter } from '../../application/ports.js';
import { type Adapter, adapterModelName } from '../../domain/fine-tune.js';
import type { TrainingRun } from '../../domain/training-run.js';
import { readLossCurve } from '../loss-curve.js';
import { JobFiles } from './job-files.js';
import { WrongAdapterError } from './job-failure.errors.js';
import { readLeftJson, requireOrdered } from './ordered-adapter.js';
import type { JobPlacement } from './placement.schema.js';

/** What `run.sh` writes beside the adapter. */
const manifestSchema = z.object({
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int().min(0) })),
  packages: z.record(z.string(), z.string().nullable()).default({}),
  dataSha256: z.string().nullish(),
  chatTemplate: z
    .object({ base: z.string().nullable(), adapter: z.string().nullable() })
    .default({ base: null, adapter: null }),
});

const RECORD = 'trainer_state.json';

/** Finished adapters, in the layout that vLLM's filesystem resolver reads: one folder for each name. */
@Injectable()
export class AdapterShelf {
  constructor(private readonly files: JobFiles) {}

  /**
   * Checks what a trainer left and puts it in its place; doing it again changes nothing.
   *
   * @throws WrongAdapterError naming what differs
   */
  async collect(
    run: TrainingRun,
    order: PlannedOrder,
    placement: JobPlacement,
  ): Promise<TrainedAdapter> {
    const from = this.files.trained(run.fineTuneId);
    const { digest, packages, dataSha256, chatTemplate } = await verify(from);
    const ordered = {
      weights: placement.model.weights,
      rank: order.spec.settings.rank,
      chatTemplate: chatTemplate.base,
    };
    await requireOrdered(from, ordered, chatTemplate.adapter);
    const lossCurve = await readLossCurve(join(from, RECORD));
    const path = shelfName(order.base.name, run.fineTuneId, digest);
    await this.put(from, path, digest);
    const last = lossCurve.at(-1);
    return {
      format: 'peft',
      path,
      digest,
      lossCurve,
      provenance: {
        backend: 'kubernetes',
        frame: RAG_FRAME,
        fineTuneId: run.fineTuneId,
        job: run.externalId,
        spec: order.spec,
        base: { ...order.base, ...placement.model },
        examples: order.spec.trainSize,
        dataSha256,
        chatTemplate,
        placement,
        packages,
        finalLoss: last?.loss ?? null,
        steps: last?.step ?? 0,
        adapterSha256: digest,
      },
    };
  }

  async isIntact({ path, digest }: Omit<Adapter, 'model'>): Promise<boolean> {
    return verify(this.files.adapter(path)).then(
      (found) => found.digest === digest,
      () => false, // gone, or out of reach: nothing can load it
    );
  }

  private async put(from: string, name: string, digest: string): Promise<void> {
    const to = this.files.adapter(name);
    const isThere = await this.isIntact({ format: 'peft', path: name, digest });
    if (isThere) return;
    const part = `${to}.part`;
    await rm(part, { recursive: true, force: true });
    await cp(from, part, { recursive: true });
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
  }
}

/** A folder's name is what the server of models calls the adapter: it never stands for another one. */
function shelfName(base: string, fineTuneId: string, digest: string): string {
  const name = adapterModelName(base, fineTuneId).replaceAll('/', '--');
  return `${name}-${digest.slice(0, 8)}`;
}

interface Verified {
  readonly digest: string;
  readonly packages: Record<string, string | null>;
  /** Of the training data that the trainer read; null when it does not say. */
  readonly dataSha256: string | null;
  /** SHA-256 of the templates in the folders of base and adapter; null where there is none. */
  readonly chatTemplate: { readonly base: string | null; readonly adapter: string | null };
}

/** @throws WrongAdapterError where a file is missing, or another one than the manifest says */
async function verify(folder: string): Promise<Verified> {
  const { files, packages, dataSha256, chatTemplate } = manifestSchema.parse(
    await readLeftJson(join(folder, 'manifest.json')),
  );
  for (const name of ['adapter_config.json', 'adapter_model.safetensors']) {
    if (!files[name]) throw new WrongAdapterError(`the trainer left no ${name} in ${folder}`);
  }
  const present = new Set(await readdir(folder));
  for (const [name, { sha256: expected }] of Object.entries(files)) {
    const found = present.has(name) ? sha256(await readFile(join(folder, name))) : 'none';
    if (found !== expected) {
      throw new WrongAdapterError(`${name} in ${folder} has the SHA-256 ${found}, not ${expected}`);
    }
  }
  // The record and the tokenizer do not change what the adapter answers.
  const weights = Object.entries(files).filter(([name]) => name.startsWith('adapter_'));
  return {
    digest: contentKey(Object.fromEntries(weights.map(([name, file]) => [name, file.sha256]))),
    packages,
    dataSha256: dataSha256 ?? null,
    chatTemplate,
  };
}
