import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { LossPoint } from '../application/ports.js';

const stateSchema = z.object({
  log_history: z.array(
    z.object({
      step: z.int().min(0),
      loss: z.coerce.number().optional(),
      learning_rate: z.coerce.number().optional(),
    }),
  ),
});

/** Reads the trainer's own record, all attempts included. @param file `trainer_state.json` */
export async function readLossCurve(file: string): Promise<LossPoint[]> {
  const { log_history: history } = stateSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return history.flatMap(({ step, loss, learning_rate: learningRate }) =>
    loss === undefined ? [] : [{ step, loss, learningRate: learningRate ?? null }],
  );
}
