import { tmpdir } from 'node:os';
import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

const GIB = 1024 ** 3;

/** Environment of the retrieval service, beside what every service has. */
export class RetrievalConfig extends configFrom(
  z.object({
    /** Where uploads and what is read from them lie until the import is stored or refused. */
    IMPORT_FOLDER: z.string().min(1).default(tmpdir()),
    /** Largest upload of one import, all files together as they are sent, bytes. */
    IMPORT_MAX_UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(8 * GIB),
    /** Largest content of one import, all files together after unpacking gzip, bytes. */
    IMPORT_MAX_UNPACKED_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(64 * GIB),
    /** Largest single row (a line of JSONL, a record of a JSON file), bytes: bounds memory. */
    IMPORT_MAX_ROW_BYTES: z.coerce
      .number()
      .int()
      .positive()
      .default(64 * 1024 ** 2),
    /** Folder of the embedding model's files; default: where the set-up puts them in the cache. */
    EMBEDDER_DIR: z.string().min(1).optional(),
    /** Processor threads of one run of the embedding model. */
    EMBEDDER_THREADS: z.coerce.number().int().min(1).default(2),
    /** Memory of the indexes that are kept ready for search, bytes; the one in use is always kept. */
    INDEX_CACHE_BYTES: z.coerce.number().int().positive().default(GIB),
    /** Folder of everything that is downloaded; default: `equipoise` in the user's cache folder. */
    EQUIPOISE_CACHE: z.string().optional(),
    /** The user's cache folder; default: `~/.cache`. */
    XDG_CACHE_HOME: z.string().optional(),
  }),
) {}
