/** What can cause a correction, by type of the event, in Swedish: it stands in statements. */
export const causeWords: Readonly<Record<string, string>> = {
  SummerPlaced: 'sommarplacering', Enrolled: 'antagen', Transferred: 'skolbyte',
  StudyPathChanged: 'byte av studieväg', BreakPlanned: 'planerat uppehåll', BreakEnded: 'åter efter uppehåll',
  DroppedOut: 'avbrott', PlaceForfeited: 'uteblev vid terminsstart', AbsenceDecided: 'beslut om frånvaro',
  RemovalReported: 'borttagen händelse', SchoolingFactWithdrawn: 'återtagen händelse',
  DisputeDecided: 'beslut i tvist', DisputeDecisionWithdrawn: 'återtaget beslut i tvist',
  DocumentIssued: 'slutdokument', DocumentWithdrawn: 'återtaget slutdokument',
  HomeMunicipalityRegistered: 'folkbokförd', StayMunicipalityReported: 'vistelsekommun',
  CompulsorySchoolingCompleted: 'fullgjord skolplikt', Died: 'avliden', Emigrated: 'utflyttad',
  PersonFactWithdrawn: 'återtagen uppgift om folkbokföring',
  ProtectionSet: 'skyddade personuppgifter', ProtectionWithdrawn: 'återtaget skydd',
  ExtendedStudyDecided: 'beslut om förlängd studietid', CostSharesDecided: 'beslut om delad betalning',
  AdditionalAmountDecided: 'beslut om belopp utöver priset', StateFundingDecided: 'beslut att staten betalar',
  SecondHandDecided: 'beslut om andrahandsmottagning', AsylumClaimDecided: 'beslut om återsökning', FundingDecisionWithdrawn: 'återtaget beslut om betalning',
  PricePublished: 'pris', PriceWithdrawn: 'återtaget pris', CostPolicySet: 'ersättningsregler',
  AgreementSet: 'avtal', AgreementFactWithdrawn: 'återtaget avtal', UnitRegistered: 'skolenhet registrerad',
  'deadline-passed': 'sommarplacering ej bekräftad i tid', 'not-told': 'visas inte',
};
