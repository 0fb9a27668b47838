import type { DatasetFormat } from '../../application/dataset-format.js';
import type { RowLimits } from '../input/row-limits.js';
import { beir } from './beir.js';
import { bioasq } from './bioasq.js';
import { clapNq } from './clap-nq.js';
import { jsonl } from './jsonl.js';
import { naturalQuestions } from './natural-questions.js';
import { nqOpen } from './nq-open.js';
import { qasper } from './qasper.js';

/** Every format that can be imported. */
export function datasetFormats(limits: RowLimits): DatasetFormat[] {
  return [qasper, naturalQuestions, nqOpen, clapNq, bioasq, beir, jsonl].map((format) =>
    format(limits),
  );
}
