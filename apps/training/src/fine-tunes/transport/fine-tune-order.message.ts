import {
  fineTuneSettingsSchema,
  placementWishSchema,
  trainingFormatSchema,
  type trainingV1,
} from '@equipoise/contracts';
import { z } from 'zod';
import type { FineTuneOrder } from '../application/plan-fine-tune.js';
import { InvalidOrderError } from '../domain/fine-tunes.errors.js';

const orderSchema = z.object({
  base: z.string().min(1, 'is empty: name the base model'),
  datasetVersionId: z.string().regex(/^[0-9a-f]{64}$/, 'is no id of a dataset version'),
  trainSize: z.int().min(1),
  seed: z.int().min(0),
  trainingFormat: trainingFormatSchema,
  settings: fineTuneSettingsSchema,
  placement: placementWishSchema,
});

/** @throws InvalidOrderError with every field at fault */
export function toOrder(message: trainingV1.FineTuneOrder | undefined): FineTuneOrder {
  const { pool, gpus, maxGpuHours, ...rest } = message ?? {};
  const placement = {
    ...(pool && { pool }),
    ...(gpus && { gpus }),
    ...(maxGpuHours && { maxGpuHours }),
  };
  const parsed = orderSchema.safeParse({ ...rest, placement });
  if (parsed.success) return parsed.data;
  throw new InvalidOrderError(
    parsed.error.issues.map(({ path, message: text }) => ({
      path: z.core.toDotPath(path),
      message: text,
    })),
  );
}
