import { z } from 'zod';

/** What a guard of an experiment found, before anything was bought or after. */
export const guardFindingSchema = z.object({
  guard: z
    .enum(['contamination', 'adapter-active', 'arms-comparable', 'budget'])
    .describe('Which guard found it.'),
  severity: z
    .enum(['info', 'warning', 'error'])
    .describe(
      'info: worth knowing; warning: doubt the numbers; error: something was not run, or its numbers must not be compared.',
    ),
  subject: z.string().describe('Dataset, arm, cell or contrast that it is about.'),
  message: z.string().describe('What was found, with its numbers.'),
  remedy: z.string().describe('What can be done about it.'),
});

export type GuardFinding = Readonly<z.output<typeof guardFindingSchema>>;
