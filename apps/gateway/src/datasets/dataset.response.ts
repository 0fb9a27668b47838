import { z } from 'zod';

export const datasetResponse = z.object({
  name: z.string(),
  version: z.int().describe('1, 2, ... per name.'),
  versionId: z.string().describe('Content hash; names the version everywhere else.'),
  format: z.string(),
  documents: z.int(),
  trainQuestions: z.int(),
  testQuestions: z.int(),
  unanswerable: z.int(),
  evidenceUnmatched: z.int().describe('Evidence strings found in no paragraph of their document.'),
  rowsSkipped: z.int(),
  issues: z
    .array(
      z.object({
        file: z.string(),
        line: z.int().describe('From 1; in JSON documents the number of the record.'),
        field: z.string(),
        value: z.string(),
        message: z.string(),
        severity: z.string().describe('error: the row was left out | warning: it was kept'),
      }),
    )
    .describe('The first 100.'),
  createdAt: z.string(),
});
export type DatasetResponse = z.output<typeof datasetResponse>;
