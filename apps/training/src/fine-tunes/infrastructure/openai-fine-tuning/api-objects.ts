import { z } from 'zod';

/** Seconds since 1970, as the API tells all its times. */
const timeSchema = z.number().transform((seconds) => new Date(seconds * 1000));

const choiceSchema = z.union([z.number(), z.literal('auto')]).nullish();

/** What a job is trained with; `auto` until the provider has decided. */
const hyperparametersSchema = z
  .object({
    n_epochs: choiceSchema,
    batch_size: choiceSchema,
    learning_rate_multiplier: choiceSchema,
  })
  .nullish()
  // Jobs of other methods, which an account may have too, say other things here.
  .catch(undefined);

/**
 * A fine-tuning job, as far as it is read here.
 *
 * @source OpenAI API reference, "The fine-tuning job object"
 */
export const jobSchema = z.object({
  id: z.string().min(1),
  model: z.string(),
  /** validating_files | queued | running | succeeded | failed | cancelled, and what comes later. */
  status: z.string(),
  created_at: timeSchema,
  finished_at: timeSchema.nullish(),
  estimated_finish: timeSchema.nullish(),
  fine_tuned_model: z.string().nullish(),
  training_file: z.string().nullish(),
  result_files: z.array(z.string()).nullish(),
  trained_tokens: z.number().nullish(),
  seed: z.number().nullish(),
  /** An empty object in jobs that have not failed, of some servers. */
  error: z
    .object({
      code: z.string().nullish(),
      message: z.string().nullish(),
      param: z.string().nullish(),
    })
    .nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  hyperparameters: hyperparametersSchema,
  method: z
    .object({ supervised: z.object({ hyperparameters: hyperparametersSchema }).nullish() })
    .nullish(),
});
export type HostedJob = Readonly<z.output<typeof jobSchema>>;

/** @source OpenAI API reference, "The fine-tuning job event object" */
export const eventSchema = z.object({
  id: z.string(),
  created_at: timeSchema,
  level: z.string(),
  message: z.string(),
  type: z.string().nullish(),
  /** Of type `metrics`: step, train_loss and other numbers. */
  data: z.record(z.string(), z.unknown()).nullish(),
});
export type JobEvent = Readonly<z.output<typeof eventSchema>>;

/** @source OpenAI API reference, "The file object" */
export const fileSchema = z.object({
  id: z.string().min(1),
  filename: z.string(),
  bytes: z.number().nullish(),
  /** uploaded | processed | error. */
  status: z.string().nullish(),
});
export type HostedFile = Readonly<z.output<typeof fileSchema>>;

export const modelSchema = z.object({ id: z.string() });
/** Of calls whose answer tells nothing more than that they succeeded. */
export const doneSchema = z.unknown();

/** A page of a list, newest first. */
export function pageOf<S extends z.ZodType>(
  item: S,
): z.ZodObject<{ data: z.ZodArray<S>; has_more: z.ZodOptional<z.ZodNullable<z.ZodBoolean>> }> {
  return z.object({ data: z.array(item), has_more: z.boolean().nullish() });
}
