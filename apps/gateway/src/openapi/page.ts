import { z } from 'zod';

/** Query of every list. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('Items of one page, 1 to 200.'),
  cursor: z.string().default('').describe('`nextCursor` of the page before.'),
});

/** One page of a list. */
export const pageOf = <S extends z.ZodType>(
  item: S,
): z.ZodObject<{ items: z.ZodArray<S>; nextCursor: z.ZodString }> =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().describe('Opaque; empty on the last page.'),
  });
