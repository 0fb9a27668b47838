import { Injectable } from '@nestjs/common';
import { type CellSelection, CellStore } from '../application/ports/stores.js';
import type { Cell, CellTally } from '../domain/cell.js';
import { Sql } from './sql.js';

const CELL = `c.id, c.arm, c.dataset, c.dataset_version_id AS "datasetVersionId", c.context,
  c.status, c.reason, c.questions, c.ordinal`;
const COUNTS = `
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(answered), 0)::int AS answered, coalesce(sum(failed), 0)::int AS failed
    FROM chunks WHERE cell_id = c.id
  ) AS counts`;
const OPEN = `('waiting', 'running')`;
const UNISSUED = `'pending', 'answered'`;
const IN_FLIGHT = `'answering', 'judging'`;

@Injectable()
export class SqlCellStore extends CellStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async of(experimentId: string): Promise<Cell[]> {
    const cells = await this.sql.rows<CellRow>(
      `SELECT ${CELL}, answered, failed FROM cells c ${COUNTS}
       WHERE c.experiment_id = $1 ORDER BY c.ordinal`,
      [experimentId],
    );
    return cells.map(toCell);
  }

  override async begin(cellIds: readonly string[]): Promise<Cell[]> {
    if (cellIds.length === 0) return [];
    const begun = await this.sql.rows<CellRow>(
      `WITH c AS (
         UPDATE cells SET status = 'running' WHERE id = ANY($1::uuid[]) AND status = 'waiting'
         RETURNING *
       ) SELECT ${CELL}, answered, failed FROM c ${COUNTS} ORDER BY c.ordinal`,
      [cellIds],
    );
    return begun.map(toCell);
  }

  override async setModel(fineTuneRequestId: string, model: string): Promise<void> {
    await this.sql.run('UPDATE cells SET model = $2 WHERE fine_tune_request_id = $1', [
      fineTuneRequestId,
      model,
    ]);
  }

  override async end(
    selection: CellSelection,
    { status, reason }: { status: 'failed' | 'cancelled' | 'done'; reason: string },
  ): Promise<Cell[]> {
    const [condition, values] = conditionOf(selection);
    const voided = isWhole(selection) ? `${UNISSUED}, ${IN_FLIGHT}` : UNISSUED;
    const ended = await this.sql.rows<CellRow>(
      `WITH c AS (
         UPDATE cells SET status = $1, reason = $2 WHERE status IN ${OPEN} AND ${condition}
         RETURNING *
       ), void AS (
         UPDATE chunks SET status = '${status === 'done' ? 'not-needed' : 'cancelled'}' FROM c
         WHERE chunks.cell_id = c.id AND chunks.status IN (${voided})
       ) SELECT ${CELL}, answered, failed FROM c ${COUNTS} ORDER BY c.ordinal`,
      [status, reason, ...values],
    );
    return ended.map(toCell);
  }

  override async settled(experimentId: string): Promise<CellTally[]> {
    return this.sql.rows<CellTally>(
      `SELECT c.id AS "cellId", answered, coalesce(first.failure, '') AS "firstFailure"
       FROM cells c ${COUNTS}
       LEFT JOIN LATERAL (
         SELECT failure FROM answer_facts
         WHERE answered = 0 AND cell_id = c.id AND status = 'failed' ORDER BY question_rank LIMIT 1
       ) AS first ON true
       WHERE c.experiment_id = $1 AND c.status IN ${OPEN} AND NOT EXISTS (
         SELECT 1 FROM chunks WHERE cell_id = c.id
         AND status IN (${UNISSUED}, ${IN_FLIGHT})
       ) ORDER BY c.ordinal`,
      [experimentId],
    );
  }
}

interface CellRow extends Cell {
  readonly ordinal: number;
}

const toCell = ({ ordinal: _, ...cell }: CellRow): Cell => cell;

const isWhole = (selection: CellSelection): boolean =>
  Object.keys(selection).join() === 'experimentId';

// The first two parameters are the outcome.
function conditionOf(selection: CellSelection): [condition: string, values: string[]] {
  if ('cellId' in selection) return ['id = $3', [selection.cellId]];
  if ('fineTuneRequestId' in selection) {
    return ['fine_tune_request_id = $3', [selection.fineTuneRequestId]];
  }
  if ('model' in selection) {
    return ['experiment_id = $3 AND model = $4', [selection.experimentId, selection.model]];
  }
  if ('retrievedFrom' in selection) {
    return [
      `experiment_id = $3 AND dataset_version_id = $4 AND context = 'retrieved'`,
      [selection.experimentId, selection.retrievedFrom],
    ];
  }
  return ['experiment_id = $3', [selection.experimentId]];
}
