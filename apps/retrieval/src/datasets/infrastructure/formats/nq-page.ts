import { htmlText } from '../input/html-text.js';
import { TextBuilder } from '../input/text-builder.js';
import type { NqRecord, NqSpan } from './nq-record.js';

/** A page of Natural Questions, whose stretches can be read as text. */
export interface NqPage {
  /** Text of a stretch without markup; undefined when it lies outside the page. */
  text(span: NqSpan): string | undefined;
  /** Text of the whole page. */
  all(): string;
}

/** A tag as a token of `document_text`: `<P>`, `</Table>`, `<Th_colspan="2">`. */
const TAG_TOKEN = /^<\/?([a-z][a-z0-9]*)[^<>]*>$/i;

/** How the page of a record is read: by bytes of its HTML, by its tokens, or by split words. */
export function nqPage(record: NqRecord): NqPage {
  const { document_text: text, document_html: html, document_tokens: tokens } = record;
  const hasBytes = record.long_answer_candidates.every(
    ({ start_byte }) => start_byte !== undefined,
  );
  if (html !== undefined && hasBytes) return new HtmlPage(Buffer.from(html));
  if (text !== undefined) return new TokenPage(text.split(' '));
  return new TokenPage(
    (tokens ?? []).map(({ token, html_token }) => (html_token ? tagOf(token) : token)),
  );
}

class HtmlPage implements NqPage {
  constructor(private readonly html: Buffer) {}

  text({ start_byte: start = -1, end_byte: end = -1 }: NqSpan): string | undefined {
    if (start < 0 || end < start || end > this.html.length) return undefined;
    return htmlText(this.html.subarray(start, end).toString());
  }

  all(): string {
    return htmlText(this.html.toString());
  }
}

class TokenPage implements NqPage {
  constructor(private readonly tokens: readonly string[]) {}

  text({ start_token: start, end_token: end }: NqSpan): string | undefined {
    if (start < 0 || end < start || end > this.tokens.length) return undefined;
    return textOf(this.tokens.slice(start, end));
  }

  all(): string {
    return textOf(this.tokens);
  }
}

function textOf(tokens: readonly string[]): string {
  const builder = new TextBuilder();
  for (const token of tokens) {
    const tag = TAG_TOKEN.exec(token)?.[1];
    if (tag === undefined) builder.add(` ${token} `);
    else builder.tag(tag.toLowerCase());
  }
  return builder.result();
}

/** A markup token in the form that a simplified record gives it; attributes may hold anything. */
function tagOf(token: string): string {
  return /^<\/?[a-z][a-z0-9]*/i.exec(token)?.[0].concat('>') ?? '';
}
