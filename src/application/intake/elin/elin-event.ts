import { isCivilDate, type CivilDate } from '../../../domain/shared/civil-date.js';
import { type IdentityNumber, identityNumber } from '../../../domain/shared/identity-number.js';
import { refuse } from '../../../domain/shared/refusal.js';
import { instantInSweden } from '../../../domain/shared/stockholm-time.js';
import { Fields, reportable, textUpTo } from '../reading/fields.js';
import { shapes } from '../reading/shapes.js';

const name = textUpTo(200);
const variant = textUpTo(20);
const street = textUpTo(200);
const postalCode = textUpTo(10);
const city = textUpTo(100);
const ASYLUM_DIGITS = /^\d{6,10}$/;
const ASYLUM_NUMBER = /^(LMA)?\d{6,10}$/i;
/** One digit all along fills in the field, and would make one person of everybody who has it. */
const FILLER = /^(LMA)?(\d)\2*$/i;
const MIDNIGHT = ' 00:00:00';
const TIME = /^[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The three times of an event: the day it holds from, when it was registered, when it was last changed. */
export interface ElinTimes {
  readonly validOn: CivilDate;
  readonly reportedAt: string;
  readonly amendedAt?: string;
}

interface Observed {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly homeMunicipality?: string;
}

/**
 * One event of the export (`Handelse`), read field by field as the facts need them. Of the pupil (`Elev`)
 * only what is asked for here is ever looked at.
 */
export class ElinEvent {
  readonly fields: Fields;
  readonly times: ElinTimes;
  private readonly pupil: Fields;
  private readonly person: Fields;
  private readonly school: Fields | undefined;

  constructor(value: unknown) {
    this.fields = Fields.of(value);
    this.pupil = this.fields.within('Elev') ?? this.fields.missing('Elev');
    this.person = this.pupil.within('Person') ?? this.pupil.missing('Person');
    this.school = this.pupil.within('Skola');
    this.times = this.readTimes();
  }

  /** Personal, coordination or TF number; the LMA number of someone who has none of these. */
  get about(): IdentityNumber {
    const number = this.person.text('Personnummer');
    if (number !== undefined) return identityNumber(number, this.person.pathTo('Personnummer'));
    return this.asylumNumber ?? this.person.missing('Personnummer');
  }

  /**
   * The LMA number of someone who has another number beside it. In another form it leads to nobody: what
   * happened to a pupil who is known all the same is not refused for it.
   */
  get alsoKnownBy(): IdentityNumber | undefined {
    if (!ASYLUM_NUMBER.test(this.person.text('LMA') ?? '')) return undefined;
    const asylum = this.asylumNumber;
    return asylum?.value === this.about.value ? undefined : asylum;
  }

  private get asylumNumber(): IdentityNumber | undefined {
    const asylum = this.person.text('LMA');
    if (asylum === undefined || FILLER.test(asylum)) return undefined;
    const written = ASYLUM_DIGITS.test(asylum) ? `LMA${asylum}` : asylum;
    return identityNumber(written, this.person.pathTo('LMA'));
  }

  /** What the line says of the pupil in passing (ADR 0005). */
  get observed(): Observed | undefined {
    const homeMunicipality = this.person.text('Kommunkod', shapes.municipality);
    const names = this.observedName;
    return homeMunicipality === undefined ? names : { ...names, homeMunicipality };
  }

  get observedName(): Observed | undefined {
    const givenName = this.person.text('Fornamn', name);
    const familyName = this.person.text('Efternamn', name);
    return givenName ?? familyName ? { givenName, familyName } : undefined;
  }

  get unit(): string {
    const path = 'Elev.Skola.Skolenhetkod';
    return this.unitIfAny ?? refuse('field-missing', path, 'The field is missing or empty.');
  }

  get unitIfAny(): string | undefined {
    return this.school?.text('Skolenhetkod', shapes.unit);
  }

  get study(): { readonly studyPath: string; readonly schoolYear?: string; readonly priceVariant?: string } {
    return {
      studyPath: this.pupil.mustText('Studievagkod', shapes.studyPath),
      schoolYear: this.pupil.textOrNumber('Arskurs', shapes.schoolYear),
      priceVariant: this.pupil.text('Prisvariant', variant),
    };
  }

  get municipality(): string {
    return this.person.mustText('Kommunkod', shapes.municipality);
  }

  /** The export spells the field with a final m; both spellings are read. */
  get movedFrom(): string | undefined {
    return this.fields.text('Avflyttningskommum', shapes.municipality)
      ?? this.fields.text('Avflyttningskommun', shapes.municipality);
  }

  get address(): { street?: string; postalCode?: string; city?: string } | undefined {
    const written = this.person.within('Folkbokforingsadress');
    const address = {
      street: written?.text('Utdelningsadress', street),
      postalCode: written?.text('Postnummer', postalCode), city: written?.text('Ort', city),
    };
    return address.street ?? address.postalCode ?? address.city ? address : undefined;
  }

  addressMissing(): never {
    return this.person.missing('Folkbokforingsadress');
  }

  private readTimes(): ElinTimes {
    const validOn = this.dayOf('Handelsedatum');
    const reportedAt = this.instantOf('Regdatum') ?? this.fields.missing('Regdatum');
    const isChanged = this.fields.text('AndratDatum') !== this.fields.text('Regdatum');
    const changedAt = isChanged ? this.instantOf('AndratDatum') : undefined;
    const amendedAt = changedAt && changedAt > reportedAt ? changedAt : undefined;
    return { validOn, reportedAt, amendedAt };
  }

  /** Events hold from a day; the time of day is left out. */
  private dayOf(key: string): CivilDate {
    const text = this.fields.mustText(key);
    const day = text.slice(0, 10);
    const isReadable = isCivilDate(day) && (text.length === 10 || TIME.test(text.slice(10)));
    const rule = 'Write a day that exists, as yyyy-mm-dd hh:mm:ss.';
    return isReadable ? reportable(day, key) : refuse('date-impossible', key, rule);
  }

  private instantOf(key: string): string | undefined {
    const text = this.fields.text(key);
    if (text === undefined) return undefined;
    return instantInSweden(text.length === 10 ? `${text}${MIDNIGHT}` : text)
      ?? refuse('instant-impossible', key, 'Write a time that exists, as yyyy-mm-dd hh:mm:ss.');
  }
}
