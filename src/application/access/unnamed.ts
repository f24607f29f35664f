/** A line about money, of a pupil whom only those may know who may see protected persons. */
export type Unnamed<R extends { readonly person: string }> = Omit<R, 'person'> & {
  readonly person: string | null;
};

/**
 * Lines as a caller may see them. Who pays needs the school and the days, and of a protected pupil the line
 * alone is named. Those lines come last: lines of one pupil stand among those of others by their ids, and
 * would tell by their place whose they are.
 */
export const unnamed = <R extends { readonly person: string }>(
  lines: readonly R[], protectedPersons: ReadonlySet<string>,
): Unnamed<R>[] => {
  const isProtected = ({ person }: R): boolean => protectedPersons.has(person);
  const without = lines.filter(isProtected).map((line) => ({ ...line, person: null }));
  return [...lines.filter((line) => !isProtected(line)), ...without];
};

/** The same for a file of all lines, in pieces. */
export async function* unnamedLast<R extends { readonly person: string }>(
  pieces: AsyncIterable<readonly R[]>, protectedPersons: ReadonlySet<string>,
): AsyncGenerator<Unnamed<R>[]> {
  const last: R[] = [];
  for await (const lines of pieces) {
    last.push(...lines.filter(({ person }) => protectedPersons.has(person)));
    yield lines.filter(({ person }) => !protectedPersons.has(person));
  }
  yield unnamed(last, protectedPersons);
}

const NOBODY = '';

/** The pupil that is asked about: where nobody may know who a line is of, a question by pupil finds none. */
export const askedPupil = (
  person: string | undefined, protectedPersons: ReadonlySet<string>,
): string | undefined => (person !== undefined && protectedPersons.has(person) ? NOBODY : person);
