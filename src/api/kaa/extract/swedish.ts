import type { ExtractPhrases } from './phrases.js';
import { swedishFields } from './swedish-fields.js';

export const swedish: ExtractPhrases = {
  who: 'Vem det gäller',
  notShown: 'visas inte för den som gjorde utdraget',
  conditionsOfLaw: 'Lagens villkor för att omfattas (skollagen 29 kap. 9 §)',
  inGroup: 'Perioder i det kommunala aktivitetsansvaret',
  register: 'Registret så som det har förts',
  whoRead: 'Vilka som har läst uppgifterna',
  times: 'Klockslag är svensk tid.',
  nothingEnds: 'inget känt avslutar den',
  conditions: {
    'under-20': 'har inte fyllt 20 år',
    'compulsory-schooling-over': 'har inte längre skolplikt',
    'not-in-education': 'genomför inte gymnasial eller motsvarande utbildning',
    'no-diploma': 'har ingen gymnasieexamen',
    'no-adapted-certificate': 'har inget gymnasiebevis från anpassad gymnasieskola',
    'no-equivalent-completed': 'har inte fullföljt motsvarande utbildning med godkänt resultat',
  },
  entries: {
    'compulsory-schooling-over': 'skolplikten upphörde', 'interrupted': 'studierna avbröts',
    'study-certificate': 'fick studiebevis', 'moved-in': 'flyttade in',
  },
  exits: {
    'died': 'avliden', 'turned-20': 'fyllde 20 år', 'completed': 'fullföljde utbildningen',
    'began-national-programme': 'började på nationellt program',
    'began-introductory-programme': 'började på introduktionsprogram',
    'began-equivalent-education': 'började motsvarande utbildning', 'emigrated': 'flyttade från Sverige',
    'no-longer-registered': 'inte längre folkbokförd i kommunen',
  },
  numbers: {
    personal: 'personnummer', coordination: 'samordningsnummer', temporary: 'tillfälligt nummer',
    asylum: 'nummer som asylsökande',
  },
  reads: {
    'file': 'ungdomens akt', 'person': 'personens uppgifter', 'trail': 'händelseloggen',
    'extract': 'registerutdrag', 'report': 'halvårsrapport',
    'report-differences': 'ändringar sedan halvårsrapporten',
  },
  kinds: {
    ContactMade: 'Kontakt mellan handläggaren och ungdomen.',
    ContactAttempted: 'Handläggaren försökte nå ungdomen utan att få svar.',
    KaaFactWithdrawn: 'En tidigare uppgift gäller inte och har aldrig gällt.',
    ResponsibilityConfirmed: 'Kommunen bekräftar sitt ansvar för en ungdom med skyddad folkbokföring.',
    EquivalentEducationBegan: 'Ungdomen genomför en utbildning som bedömts motsvara gymnasieskolan.',
    EquivalentEducationEnded: 'En motsvarande utbildning tog slut: fullföljd eller avbruten.',
    OccupationRecorded: 'Vad ungdomen gör från och med en dag.',
    MeasureOffered: 'Kommunen erbjöd ungdomen en åtgärd.',
    MeasureDeclined: 'Ungdomen tackade nej till en åtgärd.',
    MeasureStarted: 'En åtgärd påbörjades.',
    MeasureEnded: 'En åtgärd avslutades.',
    OfficerAssigned: 'Vilken handläggare som arbetar med ungdomen från och med en dag.',
    ReminderSet: 'Något ska göras senast en viss dag.',
    ReminderSettled: 'En påminnelse är avklarad eller behövs inte längre.',
    ListingDisputed: 'Handläggaren anser att ungdomen inte ska stå på listan.',
    FileDisclosed: 'Kommunen låter en annan kommun läsa akten, så som den var till och med dagen.',
    PlanAdopted: 'En version av den individuella planen.',
    SpellOpened: 'Ungdomen kom in i kommunens register.',
    SpellClosed: 'Ungdomen lämnade kommunens register.',
    SpellCorrected: 'En period i registret har andra gränser eller skäl än vad som stod, eller fortsätter.',
    SpellVoided: 'En period skulle aldrig ha stått i registret och räknas inte.',
    YouthReported: 'Vad en halvårsrapport säger om ungdomen.',
  },
  field: (name) => swedishFields[name]?.name ?? name,
  code: (field, value) => swedishFields[field]?.codes?.[value] ?? value,

  title: (person, madeOn) =>
    `Registerutdrag: vad som finns om ${person} för det kommunala aktivitetsansvaret, gjort ${madeOn}`,
  holds: (holds, since) =>
    `${holds ? 'uppfyllt' : 'inte uppfyllt'}${since === undefined ? '' : ` sedan ${since}`}`,
  days: (from, through) =>
    `från och med ${from}${through === undefined ? '' : ` till och med ${through}`}`,
  spell: (days, municipality, began, ended) =>
    `${days} i kommun ${municipality}; började: ${began}; slutar: ${ended}`,
  file: (municipality) => `Akten hos kommun ${municipality}`,
  recorded: (instant, isWithdrawn) => `registrerad ${instant}${isWithdrawn ? ', återtagen senare' : ''}`,
  read: (instant, actor, organisation, how) => `${instant} ${actor} hos ${organisation}: ${how}`,
};
