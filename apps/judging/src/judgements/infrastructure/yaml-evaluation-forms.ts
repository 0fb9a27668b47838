import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { EvaluationForms } from '../application/ports.js';

const FILE = new URL('./forms/form.v1.yaml', import.meta.url);

const schema = z.strictObject({
  name: z.string(),
  system: z.string(),
  user: z.string(),
  task: z.strictObject({ withReference: z.string(), withoutReference: z.string() }),
  prefill: z.string(),
  reply: z.strictObject({ maxTokens: z.int().min(1), stop: z.array(z.string()).max(4) }),
});

/** Reads `forms/form.v1.yaml` beside this module. */
@Injectable()
export class YamlEvaluationForms extends EvaluationForms {
  override readonly template;
  override readonly reply;

  /** @throws ZodError, YAMLParseError when the file that was shipped is broken */
  constructor() {
    super();
    const { reply, ...template } = schema.parse(parse(readFileSync(FILE, 'utf8')));
    this.template = template;
    this.reply = reply;
  }
}
