/** What a rule rests on, so that nobody takes a proposal for law. */
export interface RestsOn {
  /** Follows from law; is what a source shows of today's practice; a proposal; our reading of silence. */
  readonly mark: 'L' | 'S' | 'P' | 'inferred';
  /** The paragraph, the source, or what is proposed. */
  readonly source: string;
  /** The same for those who are paid: Swedish schools. */
  readonly sourceInSwedish: string;
}

export const restsOn = (mark: RestsOn['mark'], source: string, sourceInSwedish: string): RestsOn =>
  ({ mark, source, sourceInSwedish });
