import { parse } from 'csv-parse/sync';
import type { LossPoint } from '../../application/ports.js';

/**
 * The losses in a job's result file; empty where it is no such file.
 *
 * @param content CSV with the columns step and train_loss; OpenAI sends it in Base64
 * @source OpenAI fine-tuning guide, "Analyzing your fine-tuned model"
 */
export function readResultLosses(content: string): LossPoint[] {
  const csv = hasHeader(content) ? content : Buffer.from(content, 'base64').toString('utf8');
  if (!hasHeader(csv)) return [];
  const rows = parse<Readonly<Record<string, string>>>(csv, {
    columns: true,
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const points = new Map(
    rows.flatMap((row) => pointIn(row) ?? []).map((each) => [each.step, each]),
  );
  return [...points.values()].sort((a, b) => a.step - b.step);
}

function hasHeader(text: string): boolean {
  const columns = (text.split('\n', 1)[0] ?? '').split(',').map((each) => each.trim());
  return ['step', 'train_loss'].every((name) => columns.includes(name));
}

function pointIn({
  step: at,
  train_loss: of,
}: Readonly<Record<string, string>>): LossPoint | undefined {
  const [step, loss] = [Number(at), Number(of)];
  if (!at || !of || !Number.isInteger(step) || step < 1 || !Number.isFinite(loss)) return undefined;
  return { step, loss, learningRate: null };
}
