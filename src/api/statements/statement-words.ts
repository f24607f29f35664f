import { type PolicySetting, settingMarks } from '../../domain/cost/setting-marks.js';
import type { Item } from '../../domain/funding/state.js';

/** Words for what is paid, in Swedish: they stand in statements, tables of grants and explanations. */
export const items: Readonly<Record<Item, string>> = {
  'extra-support': 'tilläggsbelopp särskilt stöd', 'mother-tongue': 'tilläggsbelopp modersmål',
  'structural': 'strukturtillägg', 'programme-support': 'stöd i programinriktat val',
};

export const settingNames = {
  counting: 'dagräkning', augustStartPaysFromJuly: 'augustistart betalas från 1 juli',
  dropoutDay: 'avbrottsdagen är', documentPays: 'slutdokument i maj eller juni betalar',
  confirmBy: 'sommarplacering bekräftas senast', correctsYearsBack: 'kalenderår bakåt som rättas',
  reportsWithinDays: 'dagar som skolan har på sig att rapportera',
  extendedStudy: 'förlängd studietid betalas', supportLasts: 'stöd i programinriktat val betalas i',
} as const satisfies Record<PolicySetting, string>;

/** What they rest on. */
export const settingMarksInSwedish: Readonly<Record<PolicySetting, string>> = {
  ...settingMarks, augustStartPaysFromJuly: '[L] enskild, [P] kommunal',
  extendedStudy: '[S] efter beslut, [P] utan',
  supportLasts: '[L] högst ett år, [P] hur det räknas',
};

/** What settings are set to; days and numbers stand for themselves. */
export const settingValues = {
  'true': 'ja', 'false': 'nej', 'first-unpaid': 'första obetalda dagen', 'last-paid': 'sista betalda dagen',
  'paid': 'ja', 'by-decision': 'efter beslut', 'twelve-months': 'tolv månader', 'two-terms': 'två terminer',
  'through-june': 'till och med 30 juni', 'to-document-date': 'till dokumentets datum',
} as const;
