/** What a field is called, and what its codes mean. */
interface FieldWords {
  readonly name: string;
  readonly codes?: Readonly<Record<string, string>>;
}

const occupations = {
  'unknown': 'okänt', 'none': 'ingen känd sysselsättning', 'work': 'arbete',
  'upper-secondary': 'gymnasieskola',
  'adult-education-upper-secondary': 'komvux på gymnasial nivå',
  'adult-education-basic': 'komvux på grundläggande nivå', 'swedish-for-immigrants': 'svenska för invandrare',
  'folk-high-school': 'folkhögskola', 'other-education': 'annan utbildning', 'work-placement': 'praktik',
  'military-service': 'värnplikt', 'other-service': 'annan tjänstgöring',
  'other-activity': 'annan verksamhet',
};

const conditionsNotHeld = {
  'under-20': 'hade fyllt 20 år', 'compulsory-schooling-over': 'hade skolplikt',
  'not-in-education': 'gick i gymnasial eller motsvarande utbildning', 'no-diploma': 'hade gymnasieexamen',
  'no-adapted-certificate': 'hade gymnasiebevis från anpassad gymnasieskola',
  'no-equivalent-completed': 'hade fullföljt motsvarande utbildning',
};

const reasons = {
  // why a measure ended
  'completed': 'genomförd', 'began-education': 'började studera', 'began-work': 'började arbeta',
  'other-measure': 'övergick i en annan åtgärd', 'youth-left': 'ungdomen slutade',
  'provider-ended-it': 'anordnaren avslutade', 'no-longer-in-group': 'omfattas inte längre av ansvaret',
  'continues-outside': 'fortsätter utanför kommunens ansvar', 'other': 'annat',
  // why somebody should not be on the list
  'is-in-education': 'går i utbildning', 'has-diploma': 'har examen',
  'lives-elsewhere': 'bor någon annanstans',
  'left-sweden': 'har lämnat Sverige', 'is-dead': 'är avliden', 'too-old': 'är för gammal',
  'compulsory-schooling-not-over': 'har skolplikt', 'wrong-person': 'fel person',
  // why a spell should never have been there
  ...conditionsNotHeld, 'not-responsible': 'kommunen är inte ansvarig',
  'awaiting-start': 'väntar på skolstart', 'part-of-another': 'del av en annan period',
};

/** By the name of the field in the ledger, of all that can stand in a file. */
export const swedishFields: Readonly<Record<string, FieldWords>> = {
  street: { name: 'gatuadress' }, postalCode: { name: 'postnummer' }, city: { name: 'postort' },
  reportedAt: { name: 'rapporterad' }, amendedAt: { name: 'senast ändrad hos källan' },
  source: {
    name: 'källa', codes: {
      'population-register': 'folkbokföringen', 'school-system': 'skolans system',
      'case-worker': 'handläggare',
    },
  },
  channel: {
    name: 'sätt', codes: {
      'letter': 'brev', 'phone': 'telefon', 'text-message': 'sms', 'e-mail': 'e-post',
      'social-media': 'sociala medier', 'meeting': 'möte', 'home-visit': 'hembesök',
      'guardian': 'vårdnadshavare', 'previous-school': 'tidigare skola',
    },
  },
  initiatedBy: {
    name: 'på initiativ av', codes: { municipality: 'kommunen', youth: 'ungdomen' },
  },
  outcome: {
    name: 'resultat', codes: {
      'meeting-agreed': 'möte bokat', 'wants-support': 'vill ha stöd',
      'wants-no-support': 'vill inte ha stöd',
      'will-think-it-over': 'ska tänka på saken', 'has-occupation': 'har sysselsättning', 'other': 'annat',
      'no-answer': 'inget svar', 'message-left': 'meddelande lämnat', 'returned': 'kom i retur',
      'not-found': 'gick inte att hitta', 'did-not-come': 'kom inte', 'completed': 'fullföljd',
      'aborted': 'avbruten',
    },
  },
  occupation: { name: 'sysselsättning', codes: occupations },
  occupationAfter: { name: 'sysselsättning efteråt', codes: occupations },
  withdraws: { name: 'återtar händelse' }, reason: { name: 'skäl (kod)' },
  until: { name: 'första dagen då det inte längre gäller' },
  education: {
    name: 'utbildning', codes: {
      'international-baccalaureate': 'International Baccalaureate',
      'foreign-upper-secondary': 'utländsk gymnasieutbildning', 'folk-high-school': 'folkhögskola',
      'adult-education-upper-secondary': 'komvux på gymnasial nivå', 'other': 'annan',
    },
  },
  measure: {
    name: 'åtgärd', codes: {
      'motivation': 'motiverande insats', 'guidance': 'studie- och yrkesvägledning',
      'work-placement': 'praktik',
      'orientation-course': 'orienteringskurs', 'adult-education-basic': 'komvux på grundläggande nivå',
      'swedish-for-immigrants': 'svenska för invandrare', 'introductory-programme': 'introduktionsprogram',
      'validation': 'validering', 'project': 'projekt', 'other': 'annan',
    },
  },
  provider: {
    name: 'anordnare', codes: {
      'municipality': 'kommunen', 'employer': 'arbetsgivare', 'employment-service': 'Arbetsförmedlingen',
      'adult-education': 'vuxenutbildningen', 'folk-high-school': 'folkhögskola', 'association': 'förening',
      'other': 'annan',
    },
  },
  offer: { name: 'erbjuden i händelse' },
  why: { name: 'skäl', codes: reasons },
  officer: { name: 'handläggare' },
  due: { name: 'senast' },
  about: {
    name: 'gäller', codes: {
      contact: 'kontakt', measure: 'åtgärd', plan: 'plan', occupation: 'sysselsättning', other: 'annat',
    },
  },
  reminder: { name: 'påminnelse i händelse' },
  how: { name: 'hur', codes: { 'done': 'gjord', 'not-needed': 'behövs inte' } },
  corrects: {
    name: 'ska rättas av', codes: {
      'school': 'skolan', 'population-register': 'folkbokföringen', 'grade-database': 'betygsdatabasen',
      'municipality': 'kommunen',
    },
  },
  unit: { name: 'skolenhet' }, to: { name: 'till kommun' },
  goal: { name: 'planering och mål' }, youthDoes: { name: 'ungdomen ansvarar för' },
  municipalityDoes: { name: 'kommunen ansvarar för' }, othersDo: { name: 'annan aktör ansvarar för' },
  effortFrom: { name: 'insatsens första dag' }, effortTo: { name: 'dagen efter insatsens sista' },
  whyEnded: {
    name: 'varför insatsen avslutades', codes: {
      'goal-reached': 'målet nått', 'began-education': 'började studera', 'began-work': 'började arbeta',
      'youth-left': 'ungdomen slutade', 'new-plan': 'ny plan',
      'no-longer-in-group': 'omfattas inte längre av ansvaret', 'other': 'annat',
    },
  },
  wordsConfirmed: { name: 'ord som visades är bekräftade', codes: { true: 'ja' } },
  followUps: { name: 'uppföljning' },
  half: { name: 'halvår' }, report: { name: 'rapport' }, place: { name: 'plats i rapporten' },
  rows: { name: 'rader' }, failures: { name: 'kontroller som inte uppfylls' },
  check: {
    name: 'kontroll', codes: {
      'identity-number': 'giltigt personnummer eller samordningsnummer',
      'under-20': 'under 20 år vid registreringen', 'contact-in-spell': 'kontakt inom en period',
      'measure-in-spell': 'åtgärd inom en period', 'measure-dates': 'åtgärdens dagar',
      'deregistration': 'avregistrering med dag och skäl', 'birthday-20': 'rätt 20-årsdag',
      'completion-shown': 'fullföljd utbildning är visad', 'spells-apart': 'perioder utan gemensam dag',
      'contact-occupation': 'sysselsättning känd vid kontakt',
      'register-agrees': 'registret följer av uppgifterna',
      'column-empty': 'kolumn som måste fyllas i',
      'code-unmapped': 'kod utan ord i rapportens layout',
    },
  },
  column: { name: 'kolumn' }, facts: { name: 'händelser' },
};
