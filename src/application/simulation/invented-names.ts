import type { Random } from './random.js';

// Names put together from parts, so that nobody is meant: 512 given names, 960 family names, 480 streets.
// Å, Ä and Ö are in all of them, as they are in real files.

const GIVEN_BEGINNINGS = [
  'Al', 'Be', 'Da', 'El', 'Fa', 'Gu', 'Ha', 'Il', 'Jo', 'Ka', 'La', 'Mi', 'No', 'Or', 'Pe', 'Ru',
  'Sa', 'Ti', 'Ul', 'Vi', 'Yr', 'Zo', 'Åk', 'Äl', 'Ör', 'Ce', 'Ei', 'Fi', 'Hå', 'Jä', 'Lö', 'My',
];
const GIVEN_ENDINGS = [
  'drea', 'lmo', 'nja', 'rik', 'stana', 'vin', 'meo', 'ldora', 'ssan', 'rna', 'tela', 'vra', 'nnio', 'rmo',
  'lisa', 'dvar',
];
const FAMILY_BEGINNINGS = [
  'Ask', 'Blåbärs', 'Dimmer', 'Enris', 'Fjärils', 'Gläntans', 'Hassel', 'Is', 'Julmåne', 'Kvist', 'Ljung',
  'Moss', 'Nypon', 'Odon', 'Porle', 'Ringel', 'Rönnbärs', 'Slån', 'Tranbärs', 'Tuv', 'Ugnsvals', 'Vass',
  'Videkis', 'Vinter', 'Åker', 'Ålgräs', 'Älgört', 'Ängsull', 'Öring', 'Ögontröst', 'Hjortron', 'Lingon',
  'Myrten', 'Pors', 'Skvattram', 'Smultron', 'Sälgkvist', 'Tistel', 'Vitsipp', 'Åbrodd',
];
const FAMILY_ENDINGS = [
  'klint', 'mosse', 'tjärn', 'kulle', 'skär', 'vret', 'hage', 'ås', 'fors', 'näs', 'backe', 'glänta',
  'vik', 'äng', 'rå', 'holme', 'sluttning', 'bäck', 'udde', 'mark', 'dal', 'stig', 'grind', 'ö',
];
const STREET_BEGINNINGS = [
  'Snäck', 'Tång', 'Vindkåre', 'Bränning', 'Dyning', 'Rev', 'Kobb', 'Ostron', 'Mussel', 'Räk', 'Hummer',
  'Krabb', 'Sjöstjärne', 'Koral', 'Bris', 'Stiltje', 'Kuling', 'Ankar', 'Fock', 'Segel', 'Bom', 'Skot',
  'Vant', 'Åror',
];
const STREET_ENDINGS = [
  'kroken', 'gränden', 'stigen', 'vägen', 'backen', 'gången', 'slingan', 'torget', 'brinken', 'trappan',
  'svängen', 'leden', 'gatan', 'tvären', 'åsen', 'hörnet', 'längan', 'stråket', 'höjden', 'ängen',
];

export interface InventedName {
  readonly givenName: string;
  readonly familyName: string;
}

export interface InventedAddress {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
}

const composed = (random: Random, beginnings: readonly string[], endings: readonly string[]): string =>
  random.pick(beginnings) + random.pick(endings);

export const inventedName = (random: Random): InventedName => ({
  givenName: composed(random, GIVEN_BEGINNINGS, GIVEN_ENDINGS),
  familyName: composed(random, FAMILY_BEGINNINGS, FAMILY_ENDINGS),
});

/** An address in a municipality. No Swedish postal code begins with 0. */
export const inventedAddress = (random: Random, city: string): InventedAddress => ({
  street: `${composed(random, STREET_BEGINNINGS, STREET_ENDINGS)} ${random.between(1, 99)}`,
  postalCode: `0${random.between(1000, 9999)}`, city,
});
