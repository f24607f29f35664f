/** A line of comma-separated values; quoted where it has to be. */
export const csvLine = (values: readonly (string | number)[]): string => values.map((value) => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(',');
