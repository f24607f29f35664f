import {
  breakEnded, breakPlanned, droppedOut, enrolled, issued, NORTH, pathChanged, placed, removed,
  schoolingWithdrawn, SOUTH, transferred, WEST,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import type { DocumentEvent, SchoolingEvent } from './events.js';
import type { Stay } from './stay.js';
import type { Schooling } from './stays.js';
import { schoolingHistory } from './timelines.js';

const NAMES: Record<string, string> = { [NORTH]: 'north', [SOUTH]: 'south', [WEST]: 'west' };
const open = (day: string): string => (day === '9999-12-31' ? '…' : day);

const read = (schooling: readonly SchoolingEvent[], documents: readonly DocumentEvent[] = []): Schooling =>
  schoolingHistory(asFacts(schooling), asFacts(documents)).timelines.at(-1)!;

/** Written `unit from to how-it-ended`. */
const shown = ({ unit, from, to, ended }: Stay): string =>
  [NAMES[unit], from, open(to), ended].filter((part) => part !== undefined).join(' ');
const staysIn = (...events: readonly SchoolingEvent[]): string[] => read(events).stays.map(shown);
const anomaliesIn = (...events: readonly SchoolingEvent[]): string[] =>
  read(events).anomalies.map(({ kind, on }) => `${kind} ${on}`);
const spansIn = (...events: readonly SchoolingEvent[]): string[] => read(events).stays.flatMap(({ spans }) =>
  spans.map(({ from, to, studyPath }) => `${studyPath} ${from} ${open(to)}`));
const breaksIn = (...events: readonly SchoolingEvent[]): string[] =>
  read(events).stays.flatMap(({ breaks }) => breaks.map(({ from, to }) => `${from} ${open(to)}`));

describe('a stay', () => {
  test('lasts from the enrolment until somebody says otherwise', () => {
    expect(staysIn(enrolled())).toEqual(['north 2025-08-18 …']);
  });

  test('ends with a dropout, whose day is the first one outside', () => {
    expect(staysIn(enrolled(), droppedOut())).toEqual(['north 2025-08-18 2026-05-20 dropout']);
  });

  test('goes on when the pupil is enrolled there again', () => {
    expect(staysIn(enrolled(), enrolled({ validOn: '2026-08-17', schoolYear: '2' })))
      .toEqual(['north 2025-08-18 …']);
  });

  test('is another one when the pupil comes back', () => {
    expect(staysIn(enrolled(), droppedOut({ validOn: '2025-11-03' }), enrolled({ validOn: '2026-01-12' })))
      .toEqual(['north 2025-08-18 2025-11-03 dropout', 'north 2026-01-12 …']);
  });

  test('that ends on the day it began is none', () => {
    expect(staysIn(enrolled(), droppedOut({ validOn: '2025-08-18' }))).toEqual([]);
  });

  test('is there again when its end turns out wrong, by whichever way that is said', () => {
    const removal = removed({ removes: 'dropout', validOn: '2026-05-20' });
    expect(staysIn(enrolled(), droppedOut(), removal)).toEqual(['north 2025-08-18 …']);
    expect(staysIn(enrolled(), droppedOut(), schoolingWithdrawn({ withdraws: factId(2) })))
      .toEqual(['north 2025-08-18 …']);
  });

  test('never was when its only start is removed', () => {
    expect(staysIn(enrolled(), removed())).toEqual([]);
  });

  test('at one school leaves one at another alone: both claim the pupil', () => {
    expect(staysIn(enrolled(), enrolled({ unit: SOUTH, validOn: '2025-09-01' })))
      .toEqual(['north 2025-08-18 …', 'south 2025-09-01 …']);
  });
});

describe('a stay rests on a summer placement alone', () => {
  const provisionalIn = (...events: readonly SchoolingEvent[]): string[] =>
    schoolingHistory(asFacts(events), []).timelines[0]!.stays.flatMap(({ provisional }) =>
      provisional.map(({ from, to }) => `${from} ${open(to)}`));

  test('until the pupil starts there', () => {
    expect(provisionalIn(placed(), enrolled())).toEqual(['2025-07-01 2025-08-18']);
    expect(provisionalIn(placed(), transferred({ unit: NORTH, validOn: '2025-08-20' })))
      .toEqual(['2025-07-01 2025-08-20']);
  });

  test('as long as nobody knows of a start', () => {
    expect(provisionalIn(placed())).toEqual(['2025-07-01 …']);
  });

  test('every summer anew', () => {
    const next = placed({ validOn: '2026-07-01' });
    expect(provisionalIn(enrolled(), next, enrolled({ validOn: '2026-08-17' })))
      .toEqual(['2026-07-01 2026-08-17']);
  });
});

describe('a transfer', () => {
  test('ends the stay elsewhere and begins one, on the same day', () => {
    expect(staysIn(enrolled(), transferred()))
      .toEqual(['north 2025-08-18 2026-03-16 transfer', 'south 2026-03-16 …']);
  });

  test('that says from where leaves other stays alone', () => {
    expect(staysIn(enrolled(), enrolled({ unit: WEST }), transferred({ fromUnit: WEST })))
      .toEqual(['north 2025-08-18 …', 'west 2025-08-18 2026-03-16 transfer', 'south 2026-03-16 …']);
  });

  test('that does not, of a pupil at two schools, ends neither and is flagged', () => {
    const events = [enrolled(), enrolled({ unit: WEST }), transferred()];
    expect(staysIn(...events)).toEqual(['north 2025-08-18 …', 'west 2025-08-18 …', 'south 2026-03-16 …']);
    expect(anomaliesIn(...events)).toEqual(['transfer-from-unclear 2026-03-16']);
  });

  test('that is removed lets the stay it ended go on', () => {
    const removal = removed({ removes: 'transfer', unit: SOUTH, validOn: '2026-03-16' });
    expect(staysIn(enrolled(), transferred(), removal)).toEqual(['north 2025-08-18 …']);
  });

  test('on the same programme goes on with the same education', () => {
    const began = (studyPath: string) =>
      read([enrolled({ educationBegan: '2024-08-19' }), transferred({ studyPath })]).stays[1]!.educationBegan;
    expect([began('NANAT'), began('TE')]).toEqual([{ NA: '2024-08-19' }, undefined]);
  });

  test('on the same programme goes on with the one of a pupil who was first seen in a later year', () => {
    const { stays: [, there] } = read([enrolled({ schoolYear: '2' }), transferred({ studyPath: 'NA' })]);
    expect(there!.educationBegan).toEqual({ NA: '2024-07-01' });
  });

  test('back to where the pupil studies it still goes on with the education that began there', () => {
    const elsewhere = enrolled({ unit: SOUTH, validOn: '2025-11-03' });
    const back = transferred({ unit: NORTH, studyPath: 'NA' });
    expect(read([enrolled(), elsewhere, back]).stays[0]!.educationBegan).toBeUndefined();
  });
});

describe('what is studied', () => {
  test('changes from the day that is said, however late', () => {
    expect(spansIn(enrolled(), pathChanged({ reportedAt: '2026-04-22T08:00:00Z' })))
      .toEqual(['NA 2025-08-18 2025-11-03', 'TE 2025-11-03 …']);
  });

  test('is what was said last of one day', () => {
    expect(spansIn(
      enrolled({ reportedAt: '2025-08-20T08:00:00Z' }),
      enrolled({ reportedAt: '2025-08-25T08:00:00Z', studyPath: 'TE' }),
    )).toEqual(['TE 2025-08-18 …']);
  });

  test('goes on when it is said again', () => {
    expect(spansIn(enrolled(), pathChanged({ studyPath: 'NA' }))).toEqual(['NA 2025-08-18 …']);
  });

  test('ends with the stay', () => {
    expect(spansIn(enrolled(), droppedOut())).toEqual(['NA 2025-08-18 2026-05-20']);
  });

  test('of somebody who is not there is flagged', () => {
    expect(anomaliesIn(pathChanged())).toEqual(['change-without-placement 2025-11-03']);
  });
});

describe('two study paths at one unit at once', () => {
  const besideIn = (...events: readonly SchoolingEvent[]): string[] =>
    read(events).beside.map(({ unit, from, to, spans: [span], ended = '…' }) =>
      [NAMES[unit], span!.studyPath, from, open(to), ended].join(' '));
  const onTe = enrolled({ validOn: '2025-10-01', studyPath: 'TE' });

  test('are two enrolments of one school year on two programmes: the first goes on beside', () => {
    expect(besideIn(enrolled(), onTe)).toEqual(['north NA 2025-10-01 … …']);
    expect(staysIn(enrolled(), onTe)).toEqual(['north 2025-08-18 …']);
    expect(spansIn(enrolled(), onTe)).toEqual(['NA 2025-08-18 2025-10-01', 'TE 2025-10-01 …']);
    expect(besideIn(enrolled(), enrolled({ studyPath: 'TE' }))).toEqual(['north NA 2025-08-18 … …']);
  });

  test('end with the place, or with whatever says what is studied', () => {
    expect(besideIn(enrolled(), onTe, droppedOut())).toEqual(['north NA 2025-10-01 2026-05-20 dropout']);
    const onlyTe = pathChanged({ validOn: '2025-12-01' });
    expect(besideIn(enrolled(), onTe, onlyTe)).toEqual(['north NA 2025-10-01 2025-12-01 …']);
    const next = enrolled({ validOn: '2026-08-17', studyPath: 'TE' });
    expect(besideIn(enrolled(), onTe, next)).toEqual(['north NA 2025-10-01 2026-08-17 …']);
    expect(besideIn(enrolled(), onTe, placed({ validOn: '2026-07-01' }), next))
      .toEqual(['north NA 2025-10-01 2026-07-01 …']);
  });

  test('turn round where the first is said again', () => {
    expect(besideIn(enrolled(), onTe, enrolled({ validOn: '2025-11-03' })))
      .toEqual(['north NA 2025-10-01 2025-11-03 …', 'north TE 2025-11-03 … …']);
  });

  test.each<[string, SchoolingEvent[]]>([
    ['a change of study path', [enrolled(), pathChanged()]],
    ['another orientation of the programme',
      [enrolled(), enrolled({ validOn: '2025-10-01', studyPath: 'NANAT' })]],
    ['an enrolment of another school year',
      [enrolled(), enrolled({ validOn: '2026-08-17', studyPath: 'TE' })]],
    ['a start on another programme than that of the summer', [placed(), enrolled({ studyPath: 'TE' })]],
    ['an enrolment that its source changed', [
      enrolled({ reportedAt: '2025-08-20T08:00:00Z' }),
      enrolled({ reportedAt: '2025-08-20T08:00:00Z', amendedAt: '2025-09-02T08:00:00Z', studyPath: 'TE' }),
    ]],
  ])('are not there after %s', (_, events) => expect(besideIn(...events)).toEqual([]));

  test('know when each education began, and are on the breaks of the place', () => {
    const { beside: [path] } = read([enrolled({ educationBegan: '2024-08-19' }), onTe, breakPlanned()]);
    expect([path!.educationBegan, path!.breaks.map(({ from }) => from)])
      .toEqual([{ NA: '2024-08-19' }, ['2026-01-12']]);
  });
});

describe('a planned break', () => {
  test.each([
    ['lasts until the pupil is back', [breakPlanned(), breakEnded()], '2026-01-12 2026-03-02'],
    ['lasts until the day expected', [breakPlanned({ expectedEnd: '2026-02-02' })], '2026-01-12 2026-02-02'],
    ['lasts longer if the pupil is back later than expected',
      [breakPlanned({ expectedEnd: '2026-02-02' }), breakEnded()], '2026-01-12 2026-03-02'],
    ['is shorter if the pupil is back sooner',
      [breakPlanned({ expectedEnd: '2026-06-01' }), breakEnded()], '2026-01-12 2026-03-02'],
    ['ends with an enrolment there', [breakPlanned(), enrolled({ validOn: '2026-02-16' })],
      '2026-01-12 2026-02-16'],
    ['ends with the stay', [breakPlanned(), droppedOut()], '2026-01-12 2026-05-20'],
    ['has no end while none is known', [breakPlanned()], '2026-01-12 …'],
    ['is not ended by a summer placement', [breakPlanned(), placed({ validOn: '2026-07-01' }),
      enrolled({ validOn: '2026-08-17' })], '2026-01-12 2026-08-17'],
  ])('%s', (_, events, expected) => {
    expect(breaksIn(enrolled(), ...events)).toEqual([expected]);
  });

  test('is not stretched by a second report of the return, which is flagged', () => {
    const events = [enrolled(), breakPlanned(), breakEnded(), breakEnded({ validOn: '2026-04-13' })];
    expect(breaksIn(...events)).toEqual(['2026-01-12 2026-03-02']);
    expect(anomaliesIn(...events)).toEqual(['break-without-placement 2026-04-13']);
  });

  test('that never began, or of somebody who is not there, is flagged', () => {
    expect(anomaliesIn(enrolled(), breakEnded())).toEqual(['break-without-placement 2026-03-02']);
    expect(anomaliesIn(breakPlanned())).toEqual(['break-without-placement 2026-01-12']);
  });
});

describe('a dropout where the pupil is not', () => {
  test('is flagged', () => {
    expect(anomaliesIn(droppedOut())).toEqual(['dropout-without-placement 2026-05-20']);
    expect(anomaliesIn(enrolled(), transferred(), droppedOut()))
      .toEqual(['dropout-without-placement 2026-05-20']);
  });

  test('says nothing new on the day the pupil left for another school', () => {
    expect(anomaliesIn(enrolled(), transferred(), droppedOut({ validOn: '2026-03-16' }))).toEqual([]);
  });

  test('says nothing new of a summer placement that came to nothing', () => {
    expect(anomaliesIn(placed(), droppedOut({ validOn: '2025-08-20' }))).toEqual([]);
  });
});

describe('a final document', () => {
  const staysWith = (document: DocumentEvent): string[] =>
    read([enrolled(), enrolled({ unit: SOUTH })], [document]).stays.map(shown);

  test('ends the stay at its unit', () => {
    expect(staysWith(issued({ unit: NORTH })))
      .toEqual(['north 2025-08-18 2026-06-05 document', 'south 2025-08-18 …']);
  });

  test('ends all stays if it names no unit', () => {
    expect(staysWith(issued()))
      .toEqual(['north 2025-08-18 2026-06-05 document', 'south 2025-08-18 2026-06-05 document']);
  });

  test('from a school where the pupil is not, while at another one, ends nothing and is flagged', () => {
    const { stays, anomalies } = read([enrolled()], [issued({ unit: WEST })]);
    expect([stays.map(shown), anomalies.map(({ kind, unit, on }) => [kind, unit, on])])
      .toEqual([['north 2025-08-18 …'], [['document-at-another-school', WEST, '2026-06-05']]]);
    const afterwards = [enrolled(), droppedOut()];
    expect(read(afterwards, [issued({ unit: WEST })]).anomalies).toEqual([]);
    expect(read([enrolled()], [issued({ unit: WEST, document: 'gymnasieintyg' })]).anomalies).toEqual([]);
  });

  test('of unclear kind (gymnasieintyg) ends nothing', () => {
    expect(staysWith(issued({ document: 'gymnasieintyg' })))
      .toEqual(['north 2025-08-18 …', 'south 2025-08-18 …']);
  });

  test('goes before a dropout of the same day, which says nothing new', () => {
    const { stays, anomalies } = read([enrolled(), droppedOut({ validOn: '2026-06-05' })], [issued()]);
    expect([stays.map(shown), anomalies]).toEqual([['north 2025-08-18 2026-06-05 document'], []]);
  });

  test('does not end what begins on its day, or after it', () => {
    expect(read([enrolled({ validOn: '2026-06-05' })], [issued()]).stays.map(shown))
      .toEqual(['north 2026-06-05 …']);
    expect(read([enrolled({ validOn: '2026-08-17' })], [issued()]).stays.map(shown))
      .toEqual(['north 2026-08-17 …']);
    const back = [enrolled(), droppedOut({ validOn: '2026-06-01' }), enrolled({ validOn: '2026-06-05' })];
    expect(read(back, [issued({ unit: NORTH })]).stays).toHaveLength(2);
  });

  test('ends what begins on its day at its school, where the pupil never was before', () => {
    const onItsDay = { validOn: '2026-06-05' };
    expect(read([enrolled(onItsDay)], [issued({ unit: NORTH })]).stays).toEqual([]);
    expect(read([enrolled(), transferred(onItsDay)], [issued({ unit: SOUTH })]).stays.map(shown))
      .toEqual(['north 2025-08-18 2026-06-05 transfer']);
    expect(read([enrolled(), transferred(onItsDay)], [issued({ unit: NORTH })]).stays.map(shown))
      .toEqual(['north 2025-08-18 2026-06-05 document', 'south 2026-06-05 …']);
  });
});
