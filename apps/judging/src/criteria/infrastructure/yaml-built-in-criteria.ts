import { readdir, readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { BuiltInCriteria } from '../application/ports.js';
import type { CriterionText } from '../domain/criterion.js';

const FOLDER = new URL('./criteria/', import.meta.url);

const schema = z.strictObject({
  name: z.string(),
  description: z.string(),
  levels: z.strictObject({
    1: z.string(),
    2: z.string(),
    3: z.string(),
    4: z.string(),
    5: z.string(),
  }),
  needsReference: z.boolean(),
  steps: z.array(z.string()).min(3).max(6),
});

/** Reads the files `criteria/*.yaml` beside this module. */
@Injectable()
export class YamlBuiltInCriteria extends BuiltInCriteria {
  /** @throws ZodError, YAMLParseError when a file that was shipped is broken */
  override async all(): Promise<CriterionText[]> {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml')).sort();
    return Promise.all(
      files.map(async (file) => {
        const { levels, ...rest } = schema.parse(
          parse(await readFile(new URL(file, FOLDER), 'utf8')),
        );
        return { ...rest, levels: Object.values(levels) };
      }),
    );
  }
}
