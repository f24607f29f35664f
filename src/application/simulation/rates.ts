/**
 * How often things happen, in ten-thousandths of the pupils concerned unless said otherwise. Each line says
 * where the figure is from; docs/reference/simulator.md tells it at length.
 */
export const rates = {
  /** Independent schools take 35 to 36 % of those admitted; less of two forms, so more of the others. */
  independent: 3_800,
  /** Introduction programmes and the adapted school at independent schools: assumed. */
  independentWhereRare: 800,
  /** Chooses the own municipality's school, if it has the programme and not an independent one: assumed. */
  ownMunicipality: 7_500,

  /** Pupils per year of study: assumed, of a hundred. */
  years: [35, 33, 31, 1],
  /** A year older, or younger, than the year of study: assumed. */
  older: 400,
  younger: 100,

  /** What becomes of a summer placement, of 96 seen; and admissions without one, of 112 seen. */
  beginnings: { confirmed: 79, elsewhere: 11, never: 6, direct: 22 },
  /** Elsewhere, and after the middle of September: assumed, of those who begin elsewhere. */
  lateElsewhere: 1_000,
  /** Begins in the course of the autumn, of those admitted without a summer placement: assumed. */
  lateDirect: 2_000,
  /** Changes school between two school years, in years 2 to 4: assumed. */
  changesSchoolInSummer: 400,

  /** 2.7 % dropped out or paused within a year of starting (cohort of 2019); 15 dropouts to 1 break seen. */
  droppedOut: 253,
  paused: 17,
  /** Comes to another school later the same year, of those who dropped out: assumed. */
  cameBack: 2_000,
  /** 10.4 % changed education within a year of starting (the same cohort); the split is assumed. */
  pathChanged: 624,
  transferred: 260,
  leftAndStarted: 156,
  /** Changes programme at the same school, and once more in the same year: assumed. */
  programmeChangedTwice: 30,
  /** Years 2 to 4: an eighth of the dropouts (3 of 15 seen, two years), a fifth of the changes (assumed). */
  laterYears: { dropoutsOneIn: 8, changesOneIn: 5 },
  /** Dropouts removed to dropouts, 1 to 15 seen; transfers removed, one in ten transfers (assumed). */
  dropoutRemoved: 17,
  transferRemoved: 26,
  /** Admissions removed to admissions, 4 to 112 seen; half of them corrected, the rest shared: assumed. */
  admissionCorrected: 178,
  admissionOfNoShow: 89,
  admissionAtWrongSchool: 90,
  /** Two schools claim the pupil, for some days or without end: assumed. */
  overlapping: 50,
  overlappingForGood: 15,
  /** Leaves for a school without a code: assumed. */
  leftForPseudoUnit: 30,
  died: 2,
  emigrated: 30,

  /** Moves to another municipality of the region: 8 of some 500 pupils in half a year seen. */
  movesInside: 300,
  /** The rest about residence is assumed. */
  movesOut: 40,
  movesIn: 25,
  movesInFromAbroad: 15,
  livesOutside: 300,
  newAddress: 400,
  newcomer: 60,
  asylumSeeker: 20,
  secrecyMarking: 10,
  protectedRegistration: 2,
  addressMissing: 300,

  /** Of year 3 (and 4) pupils in June: 7 diplomas to 1 study certificate seen; neither: assumed. */
  documents: { 'diploma': 84, 'study-certificate': 12, 'none': 4 },
  /** Gets a certificate when an introduction programme ends: assumed, of those on one. */
  certificate: 1_000,
  /** Price variants by what a study path begins with; a national school of sports: assumed ("rare" there). */
  priceVariants: [
    { studyPath: 'IMA', variant: 'SSP', ofTenThousand: 500 },
    { studyPath: 'SA', variant: 'Lit', ofTenThousand: 30 },
  ],
  sports: 30,
  /** A time of day in the day an event is valid on (mostly none seen); changed after registering: assumed. */
  timeOfDay: 100,
  amended: 300,
} as const;
