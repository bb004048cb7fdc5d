// Files as people bring them: the right answers in every wrong shape. Everything is built here, so that each test shows what it opens.

/** Rows of answers to two touchpoints of the café, as many as make figures. */
export const rows = Array.from({ length: 12 }, (_, i) => [`r${i + 1}`, 6 + (i % 2), 3 + (i % 3)]);

/** Delimited text from rows of cells. */
export function delimited(cells, { separator = ',', end = '\n' } = {}) {
  return cells.map((row) => row.join(separator) + end).join('');
}

const heads = ['id', 'wait.expected', 'wait.perceived'];

/** As a spreadsheet in Europe saves it: byte order mark, semicolons, CRLF. */
export const spreadsheet = Buffer.from(`\uFEFF${delimited([heads, ...rows], { separator: ';', end: '\r\n' })}`);

/** As a spreadsheet in China saves it: the words of the scale in GBK. */
export const chinese = gbk(delimited([heads, ...rows.map(([id]) => [id, '很好', '一般'])]));

/** One row has a cell too few, one a cell too many. */
export const ragged = Buffer.from(delimited([heads, ...rows, ['short', 6], ['long', 6, 5, 4]]));

/** A column that nobody knows. */
export const unknownColumn = Buffer.from(delimited([[...heads, 'weather'], ...rows.map((row) => [...row, 'fine'])]));

/** A nine on a scale that ends at seven. */
export const outside = Buffer.from(delimited([heads, ...rows, ['r13', 9, 4]]));

/** The same guest twice, with different answers. */
export const twice = Buffer.from(delimited([heads, ...rows, ['r1', 2, 2]]));

/** Too little for any figure. */
export const few = Buffer.from(delimited([heads, ...rows.slice(0, 7)]));

/** The beginning of a spreadsheet file, which is a zip archive. */
export const binary = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00, 0xff, 0xfe, 0x00, 0x01]);

/** A file for an input of the page. */
export const file = (name, buffer, mimeType = 'text/csv') => ({ name, mimeType, buffer: Buffer.from(buffer) });

/** Text in GBK. Node only decodes it, so the table is turned round. */
function gbk(text) {
  const decoder = new TextDecoder('gbk');
  const table = new Map();
  for (let first = 0x81; first < 0xff; first += 1) {
    for (let second = 0x40; second < 0xff; second += 1) {
      table.set(decoder.decode(Buffer.from([first, second])), [first, second]);
    }
  }
  return Buffer.from([...text].flatMap((letter) => (letter < '\x80' ? [letter.charCodeAt(0)] : table.get(letter))));
}
