import { CreateDatasets1795392000000 } from './1795392000000-create-datasets.js';
import { CreateIndexes1795392001000 } from './1795392001000-create-indexes.js';
import { CreateContaminationReports1795392060000 } from './1795392060000-create-contamination-reports.js';

/** In order of their timestamps. Append only: a released migration never changes. */
export const MIGRATIONS = [
  CreateDatasets1795392000000,
  CreateIndexes1795392001000,
  CreateContaminationReports1795392060000,
];
