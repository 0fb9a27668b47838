import { DomainError } from '@equipoise/kernel';

/** A file of the embedding model is missing or is another file. */
export class EmbedderFilesError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'RETRIEVAL.EMBEDDER_FILES';

  constructor(model: string, path: string, fault: string) {
    super(
      `the file ${path} of the embedding model ${model} ${fault}: ` +
        `run "equipoise models pull ${model}", or set EMBEDDER_DIR to a folder that holds it`,
    );
  }
}
