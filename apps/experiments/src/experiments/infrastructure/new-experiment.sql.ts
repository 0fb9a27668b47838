/** One statement for all rows of a kind: $1 is the experiment, $2 the rows as JSON. */
export const NEW_FINE_TUNES = `
  INSERT INTO fine_tune_requests (id, experiment_id, ordinal, label, base, dataset_version_id,
    train_size, seed, training_format, settings, placement)
  SELECT id, $1::uuid, ordinal, label, base, "datasetVersionId", "trainSize", seed,
    "trainingFormat", settings, placement
  FROM jsonb_to_recordset($2::jsonb) AS new (id uuid, ordinal int, label text, base text,
    "datasetVersionId" text, "trainSize" int, seed int, "trainingFormat" text, settings jsonb,
    placement jsonb)`;

export const NEW_INDEXES = `
  INSERT INTO index_requests (experiment_id, dataset_version_id, dataset)
  SELECT $1::uuid, "datasetVersionId", dataset
  FROM jsonb_to_recordset($2::jsonb) AS new ("datasetVersionId" text, dataset text)`;

export const NEW_DIRTY_QUESTIONS = `
  INSERT INTO dirty_questions (experiment_id, dataset, question_ids)
  SELECT $1::uuid, dataset, "questionIds"
  FROM jsonb_to_recordset($2::jsonb) AS new (dataset text, "questionIds" text[])`;

export const NEW_CELLS = `
  INSERT INTO cells (id, experiment_id, ordinal, arm, dataset, dataset_version_id, context,
    questions, model, fine_tune_request_id)
  SELECT id, $1::uuid, ordinal, arm, dataset, "datasetVersionId", context, questions, model,
    "fineTuneRequestId"
  FROM jsonb_to_recordset($2::jsonb) AS new (id uuid, ordinal int, arm jsonb, dataset text,
    "datasetVersionId" text, context text, questions int, model text, "fineTuneRequestId" uuid)`;

export const NEW_CHUNKS = `
  INSERT INTO chunks (id, experiment_id, cell_id, position, wave, first_rank, question_ids)
  SELECT id, $1::uuid, "cellId", position, wave, "firstRank", "questionIds"
  FROM jsonb_to_recordset($2::jsonb) AS new (id uuid, "cellId" uuid, position int, wave int,
    "firstRank" int, "questionIds" text[])`;
