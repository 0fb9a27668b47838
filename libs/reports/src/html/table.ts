import { type TextTable } from '../content/text-table.js';
import { html, type Html, NO_MARKUP } from './html.js';

/** A captioned table that scrolls sideways where it is wider than the page. */
export function tableOf({ caption, columns, rows }: TextTable): Html {
  if (rows.length === 0) return NO_MARKUP;
  const head = columns.map(({ title, isNumber }) =>
    isNumber
      ? html`<th scope="col" class="number">${title}</th>`
      : html`<th scope="col">${title}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr>
        ${row.map((text, i) => cell(text, i, columns[i]?.isNumber === true))}
      </tr>`,
  );
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

function cell(text: string, column: number, isNumber: boolean): Html {
  if (column === 0) return html`<th scope="row">${text}</th>`;
  return isNumber ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`;
}
