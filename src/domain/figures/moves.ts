/** A row of whole numbers, by column. */
type Row = readonly number[];

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

/** The same direction with the smallest whole numbers. */
const shortened = (row: Row): Row => {
  let by = 0;
  for (const value of row) {
    if (value !== 0) by = gcd(by, value);
    if (by === 1) return row; // nearly always, and soon
  }
  return by > 1 ? row.map((value) => value / by) : row;
};

/** A row less as much of another as it takes to have nothing in a column. */
const cleared = (row: Row, by: Row, column: number): Row => (row[column] === 0 ? row
  : shortened(row.map((value, index) => value * by[column]! - by[index]! * row[column]!)));

interface Reduced {
  readonly rows: readonly Row[];
  /** Of each row, the column that no other row has anything in. */
  readonly pivots: readonly number[];
}

/** Gauss and Jordan, in whole numbers, so that nothing is lost by rounding. */
const reduced = (equations: readonly Row[], width: number): Reduced => {
  let rows = [...equations];
  const pivots: number[] = [];
  for (let column = 0; column < width; column += 1) {
    const place = rows.findIndex((row, index) => index >= pivots.length && row[column] !== 0);
    if (place < 0) continue;
    const pivot = rows[place]!;
    const others = rows.filter((_, index) => index !== place).map((row) => cleared(row, pivot, column));
    rows = [...others.slice(0, pivots.length), pivot, ...others.slice(pivots.length)];
    pivots.push(column);
  }
  return { rows: rows.slice(0, pivots.length), pivots };
};

/**
 * All directions in which unknowns can change while equations hold, as a basis in whole numbers: each
 * equation is the coefficients of a sum that stays what it is.
 */
export const movesWithin = (equations: readonly Row[], width: number): Row[] => {
  const { rows, pivots } = reduced(equations, width);
  const free = [...Array(width).keys()].filter((column) => !pivots.includes(column));
  return free.map((column) => {
    const scale = rows.reduce((least, row, index) => {
      const pivot = Math.abs(row[pivots[index]!]!);
      return (least * pivot) / gcd(least, pivot);
    }, 1);
    const move = new Array<number>(width).fill(0);
    move[column] = scale;
    rows.forEach((row, index) => {
      const pivot = pivots[index]!;
      move[pivot] = (-row[column]! * scale) / row[pivot]!;
    });
    return shortened(move);
  });
};
