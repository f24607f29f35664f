/** The text of a setting does not say what it must. The message tells what it must, never what it was. */
export class SettingInvalid extends Error {
  constructor(readonly must: string) {
    super(must);
    this.name = 'SettingInvalid';
  }
}

/** One environment variable: what it is for, how its text is read, and what holds without it. */
export interface Setting<T> {
  readonly variable: `LIGGARE_${string}`;
  readonly summary: string;
  /** What the text must be, in words. */
  readonly must: string;
  readonly read: (text: string) => T;
  /** As it would be written; absent where the setting may be left out altogether. */
  readonly fallback?: string;
  /** Never printed. */
  readonly secret?: boolean;
  /** The text may be in a file instead, which the variable with `_FILE` after it names. */
  readonly mayBeInFile?: boolean;
}

export type Describe = { variable: `LIGGARE_${string}`; summary: string; fallback?: string };

const invalid = (must: string): never => {
  throw new SettingInvalid(must);
};

const setting = <T>(about: Describe, must: string, read: (text: string) => T | undefined): Setting<T> =>
  ({ ...about, must, read: (text) => read(text) ?? invalid(must) });

export const text = (about: Describe): Setting<string> =>
  setting(about, 'a text that is not empty', (value) => value.trim() || undefined);

/** A text that is taken as it is, if it will do. */
export const checked = (about: Describe, must: string, willDo: (value: string) => boolean): Setting<string> =>
  setting(about, must, (value) => (willDo(value) ? value : undefined));

export const integer = (about: Describe, least: number, most: number, because = ''): Setting<number> =>
  setting(about, `a whole number from ${least} to ${most}${because}`, (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  });

export const oneOf = <T extends string>(about: Describe, values: readonly T[]): Setting<T> =>
  setting(about, `one of ${values.join(', ')}`, (value) => values.find((each) => each === value));

/** Some of these, with commas between them, each once. */
export const someOf = <T extends string>(about: Describe, values: readonly T[]): Setting<readonly T[]> =>
  setting(about, `some of ${values.join(', ')}, with commas between them`, (value) => {
    const said = value.split(',').map((one) => values.find((each) => each === one.trim()));
    const known = said.filter((one) => one !== undefined);
    return known.length === said.length && new Set(known).size === known.length ? known : undefined;
  });

export const webAddress = (about: Describe): Setting<string> =>
  setting(about, 'an address that begins with https:// (http:// on this machine only)', (value) =>
    (URL.canParse(value) && isSafe(new URL(value)) ? value : undefined));

/** Keys fetched in the clear could be exchanged on the way. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));

export const secret = (about: Describe): Setting<string> => ({ ...text(about), secret: true });

/** A text that is taken as it is, if it will do; never printed. */
export const checkedSecret = (
  about: Describe, must: string, willDo: (value: string) => boolean,
): Setting<string> => ({ ...checked(about, must, willDo), secret: true, mayBeInFile: true });

/** A 32-byte key in base64; never printed. */
export const key = (about: Describe): Setting<Uint8Array> => ({
  ...setting(about, '32 bytes in base64 (`openssl rand -base64 32`)', (value) => {
    const bytes = Buffer.from(value, 'base64');
    return bytes.length === 32 ? bytes : undefined;
  }),
  secret: true, mayBeInFile: true,
});
