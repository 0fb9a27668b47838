import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { QualificationRules } from '../application/ports.js';

const PROBES = new URL('./data/probes.v1.yaml', import.meta.url);
const THRESHOLDS = new URL('./data/thresholds.v1.yaml', import.meta.url);

const sentence = z.string().min(1);
const share = z.number().min(0).max(1);

const probesSchema = z.strictObject({
  name: sentence,
  paddings: z.array(z.strictObject({ before: sentence, after: sentence })).min(1),
});

const thresholdsSchema = z.strictObject({
  name: sentence,
  fewestQuestions: z.int().min(2),
  goldAboveWrong: share,
  goldAboveCut: share,
  monotonicity: share,
  largestPaddingChange: z.number().min(0).max(4),
  paddingMargin: z.number().gt(0).max(4),
  missing: share,
  leakedMass: share,
  reliability: z.number().gt(0).lt(1),
});

/** Reads the files in `data` beside this module. */
@Injectable()
export class YamlQualificationRules extends QualificationRules {
  override readonly templates = probesSchema.parse(parse(readFileSync(PROBES, 'utf8')));
  override readonly thresholds = thresholdsSchema.parse(parse(readFileSync(THRESHOLDS, 'utf8')));
}
