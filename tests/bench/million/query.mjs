// What the others are asked: the mean gap of each of the 24 touchpoints in each of the four groups, and the same of one region.

const touchpoints = Array.from({ length: 24 }, (_, i) => `T${i}`);

/** The query over a table or a file. */
export const gaps = (from, where = '') =>
  `SELECT "group", ${touchpoints.map((id) => `avg("${id}" - "${id}.expected") AS ${id}`).join(', ')} ` +
  `FROM ${from} ${where} GROUP BY "group" ORDER BY "group"`;

export const filter = `WHERE region = 'North'`;

/** The same columns with PapaParse: a byte for each answer, and sums of differences by group; runs where it is called. */
export function papaGaps(Papa, input) {
  return new Promise((resolve, reject) => {
    const sums = new Map();
    let names;
    let rows = 0;
    Papa.parse(input, {
      skipEmptyLines: true,
      error: reject,
      complete: () => resolve({ rows, gaps: [...sums].map(([group, of]) => [group, of.map(([sum, n]) => sum / n)]) }),
      chunk: ({ data }) => {
        for (const row of data) {
          if (!names) {
            names = row;
            continue;
          }
          rows += 1;
          let of = sums.get(row[1]);
          if (!of) sums.set(row[1], (of = Array.from({ length: 24 }, () => [0, 0])));
          for (let i = 0; i < 24; i += 1) {
            const [expected, perceived] = [row[4 + 2 * i], row[5 + 2 * i]];
            if (expected === '' || perceived === '') continue;
            of[i][0] += perceived - expected;
            of[i][1] += 1;
          }
        }
      },
    });
  });
}
