import type { ExamplePair } from './examples.js';
import type { GuardText } from './guards.js';
import type { TextTable } from './text-table.js';

/** What a section is made of, before it is Markdown or HTML. */
export type Block =
  | { readonly kind: 'table'; readonly table: TextTable }
  /** Findings, one to a line. */
  | { readonly kind: 'sentences'; readonly texts: readonly string[] }
  | { readonly kind: 'paragraphs'; readonly texts: readonly string[] }
  | { readonly kind: 'guards'; readonly findings: readonly GuardText[] }
  | { readonly kind: 'examples'; readonly examples: readonly ExamplePair[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Drawn where the format can draw; a table nearby has the same numbers. */
  | { readonly kind: 'figure'; readonly figure: Figure; readonly marks: number }
  /** Waits behind a click where the format can fold. */
  | { readonly kind: 'folded'; readonly title: string; readonly content: Block };

export type Figure = 'forest' | 'bars';

/** A name and its value. */
type Fact = readonly [string, string];

export const table = (content: TextTable): Block => ({ kind: 'table', table: content });

export const sentences = (texts: readonly string[]): Block => ({ kind: 'sentences', texts });

export const paragraphs = (texts: readonly string[]): Block => ({ kind: 'paragraphs', texts });

export const code = (language: string, text: string): Block => ({ kind: 'code', language, text });

export const folded = (title: string, content: Block): Block => ({
  kind: 'folded',
  title,
  content,
});

/** @param marks points or bars that would be drawn; 0 for an empty figure */
export const figure = (name: Figure, marks: number): Block => ({
  kind: 'figure',
  figure: name,
  marks,
});

/** Whether a block has nothing to show. */
export function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'table':
      return block.table.rows.length === 0;
    case 'sentences':
    case 'paragraphs':
      return block.texts.length === 0;
    case 'guards':
      return block.findings.length === 0;
    case 'examples':
      return block.examples.length === 0;
    case 'code':
      return block.text === '';
    case 'facts':
      return block.facts.length === 0;
    case 'figure':
      return block.marks === 0;
    case 'folded':
      return isEmpty(block.content);
  }
}
