/** What every page that is made says of itself. */
export const MADE = 'Made by `npm run reference` from the code; change it there.';

const cell = (value) => String(value ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table of Markdown: headings, and rows of as many cells. */
export const table = (headings, rows) => [headings, headings.map(() => '---'), ...rows]
  .map((row) => `| ${row.map(cell).join(' | ')} |`)
  .join('\n');

export const code = (text) => (text === undefined ? '' : `\`${text}\``);
