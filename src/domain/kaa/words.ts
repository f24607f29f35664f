/**
 * Beginnings of words that speak of what may not stand in a file (ordinance 2006:39, 5 §): health, crime and
 * coercive measures, origin, belief. No authority publishes such a list: this one is ours (assumed). It only
 * makes one ask, since a plan for a nursing school may well need such a word.
 */
const STEMS: readonly string[] = [
  'adhd', 'alkohol', 'allerg', 'ångest', 'anorex', 'asperger', 'ätstörn', 'autis', 'beroendev', 'bup',
  'cancer', 'cannabis', 'depp', 'depress', 'deprim', 'diabet', 'diagnos', 'drog', 'dysle', 'epilep',
  'funktionsned', 'gravid', 'handikap', 'hasch', 'knark', 'läkar', 'medicin', 'missbruk', 'narkot', 'npf',
  'psyk', 'rehab', 'självmord', 'självskad', 'sjuk', 'spelbero', 'suicid', 'terap', 'tourette',
  'utmattning', 'vårdcentral', 'behandling',
  'anmäld', 'anstalt', 'åtal', 'brott', 'dömd', 'fängel', 'frihetsberöv', 'häkt', 'inbrott', 'krimin',
  'lvm', 'lvu', 'misshand', 'omhändertag', 'polis', 'rån', 'snatt', 'stöld', 'våld',
  'bisex', 'etnisk', 'fackför', 'hbtq', 'homosex', 'islam', 'judisk', 'kristen', 'muslim', 'partipolit',
  'religi', 'romsk', 'samisk', 'sexuell', 'transperson',
];

/** Those that stand within compounds, too, and in no other word: "avbrott" speaks of no crime (brott). */
const WITHIN: readonly string[] = [
  'alkohol', 'depress', 'diagnos', 'kriminal', 'läkar', 'missbruk', 'narkot', 'psykiatr', 'psykolog',
  'sjukdom', 'sjukhus', 'sjukskriv', 'terapeut', 'terapi',
];

const WORD = /[\p{L}\p{M}]+/gu;

/** What words of a text begin with, or have within, in the lists' order; case plays no part. */
export const stemsIn = (text: string): string[] => {
  const words = (text.normalize('NFC').toLowerCase().match(WORD) ?? []);
  const beginnings = STEMS.filter((stem) => words.some((word) => word.startsWith(stem)));
  const within = WITHIN.filter((part) => words.some((word) => word.lastIndexOf(part) > 0));
  return [...new Set([...beginnings, ...within])];
};
