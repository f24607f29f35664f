import { planned } from '../../../test/support/events.js';
import { adoptPlan } from './decide.js';
import { stemsIn } from './words.js';

test.each([
  ['Har fått en diagnos', ['diagnos']],
  ['SJUKSKRIVEN, möte med läkaren', ['läkar', 'sjuk']],
  ['A\u030Angest', ['ångest']],
  ['Dömd för stöld', ['dömd', 'stöld']],
  ['Är deprimerad, har ätstörning', ['ätstörn', 'deprim']],
  ['Långtidssjukskriven, träffar skolpsykologen', ['psykolog', 'sjukskriv']],
  ['Efter studieavbrottet: oberoende av bedömd behörighet; om diskriminering', []],
  ['Söker till vård- och omsorgsprogrammet', []],
  ['Ska besöka en osjuk skola', []],
  ['', []],
])('%s has %j', (text, stems) => {
  expect(stemsIn(text)).toEqual(stems);
});

describe('a plan', () => {
  const adopt = (said: object) => adoptPlan({ ...planned().data, ...said }, []);

  test('with such words is asked about, in whichever part they stand, and shows which', () => {
    for (const part of ['goal', 'youthDoes', 'municipalityDoes', 'othersDo']) {
      expect(() => adopt({ [part]: 'Träffar psykolog' }))
        .toThrow(expect.objectContaining({ code: 'words-to-confirm', field: part }));
    }
    expect(() => adopt({ goal: 'Möte med läkare om diagnos' })).toThrow(/diagnos, läkar/);
  });

  test('says what was sent in no message', () => {
    expect(() => adopt({ goal: 'Träffar psykolog Okänd' })).not.toThrow(/Okänd|psykolog/);
  });

  test('is adopted with them once somebody confirmed that they belong there, which stays on record', () => {
    const [adopted] = adopt({ goal: 'Söker till medicinteknik', wordsConfirmed: true });
    expect(adopted).toMatchObject({ type: 'PlanAdopted', data: { wordsConfirmed: true } });
  });
});
