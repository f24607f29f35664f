/** A quoted field (a quote inside is doubled), or one without quotes; up to the delimiter or the end. */
const FIELD: Readonly<Record<Delimiter, RegExp>> = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",]*))(,|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";]*))(;|$)/y,
};

export type Delimiter = ',' | ';';

/** The fields of one line of CSV; undefined if its quotes do not match. A field never spans lines. */
export const csvFields = (text: string, delimiter: Delimiter): string[] | undefined => {
  const pattern = FIELD[delimiter];
  const fields: string[] = [];
  for (pattern.lastIndex = 0; ;) {
    const field = pattern.exec(text);
    if (!field) return undefined;
    fields.push((field[1]?.replaceAll('""', '"') ?? field[2]!).trim());
    if (field[3] === '') return fields;
  }
};
