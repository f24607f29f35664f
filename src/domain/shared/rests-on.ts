/** What a rule rests on, so that nobody takes a proposal for law. */
export interface RestsOn {
  /** Follows from law; is what a source shows of today's practice; a proposal; our reading of silence. */
  readonly mark: 'L' | 'S' | 'P' | 'inferred';
  /** The paragraph, the source, or what is proposed. */
  readonly source: string;
}

export const restsOn = (mark: RestsOn['mark'], source: string): RestsOn => ({ mark, source });
