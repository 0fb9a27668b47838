import { IndexChunkRow } from './index-chunk.row.js';
import { IndexVectorRow } from './index-vector.row.js';
import { IndexRow } from './index.row.js';
import { RetrievalRow } from './retrieval.row.js';

/** The tables of this feature. */
export const INDEX_ENTITIES = [IndexRow, IndexChunkRow, IndexVectorRow, RetrievalRow];
