import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { type StepsPrompt, StepsPrompts } from '../application/ports.js';
import { type Criterion, criterionTitle } from '../domain/criterion.js';

const FILE = new URL('./prompts/evaluation-steps.v1.yaml', import.meta.url);

const schema = z.strictObject({
  system: z.string(),
  user: z.string(),
  withReference: z.string(),
  prefill: z.string(),
  maxTokens: z.int().min(1),
  generalSteps: z.array(z.string()).min(3).max(6),
});

/** Reads `prompts/evaluation-steps.v1.yaml` beside this module. */
@Injectable()
export class YamlStepsPrompts extends StepsPrompts {
  private readonly prompt = schema.parse(parse(readFileSync(FILE, 'utf8')));

  override promptFor(criterion: Criterion): StepsPrompt {
    const { system, user, withReference, prefill, maxTokens } = this.prompt;
    const values: Record<string, string> = {
      title: criterionTitle(criterion.name),
      description: criterion.description,
      levels: criterion.levels.map((level, i) => `${i + 1}: ${level}`).join('\n'),
      reference: criterion.needsReference ? withReference : '',
    };
    return {
      messages: [
        { role: 'system', content: system },
        {
          role: 'user',
          content: user.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
        },
      ],
      prefill,
      maxTokens,
    };
  }

  override stepsOf(criterion: Criterion): readonly string[] {
    return criterion.steps.length > 0 ? criterion.steps : this.prompt.generalSteps;
  }
}
