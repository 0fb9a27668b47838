import { z } from 'zod';

const spanSchema = z.object({
  start_token: z.int(),
  end_token: z.int(),
  start_byte: z.int().optional(),
  end_byte: z.int().optional(),
});

const tokenSchema = z.object({ token: z.string(), html_token: z.boolean() });

/** A record of Natural Questions: the simplified release, or the original with HTML and bytes. */
export const nqRecordSchema = z
  .object({
    example_id: z.union([z.string(), z.int()]).transform(String),
    question_text: z.string(),
    document_url: z.string(),
    document_title: z.string().optional(),
    document_text: z.string().optional(),
    document_html: z.string().optional(),
    document_tokens: z.array(tokenSchema).optional(),
    long_answer_candidates: z.array(spanSchema.extend({ top_level: z.boolean() })),
    annotations: z.array(
      z.object({
        yes_no_answer: z.enum(['YES', 'NO', 'NONE']),
        long_answer: spanSchema,
        short_answers: z.array(spanSchema),
      }),
    ),
  })
  .refine((record) => record.document_text ?? record.document_html ?? record.document_tokens, {
    path: ['document_text'],
    error: 'a record needs "document_text" (simplified release) or "document_html" (original)',
  });

export type NqRecord = z.output<typeof nqRecordSchema>;
export type NqSpan = z.output<typeof spanSchema>;
export type NqAnnotation = NqRecord['annotations'][number];

/** Ids have up to 64 bits, and a JSON number keeps 53: they are quoted before the line is parsed. */
export function quoteIds(line: string): string {
  return line.replaceAll(/("(?:example|annotation)_id"\s*:\s*)(-?\d+)/g, '$1"$2"');
}
