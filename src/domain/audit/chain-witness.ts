/** The last row of a chain: as long as it is known elsewhere, nobody can cut off the end of the chain unnoticed. */
export interface ChainHead {
  /** 1 and up, without gaps. */
  readonly seq: number;
  readonly hash: string;
}

/** Remembers heads outside the database. */
export interface ChainWitness {
  /** Remembered soon; never throws. */
  note(chain: string, head: ChainHead): void;
  /** The last one remembered; null when none ever was. */
  find(chain: string): Promise<ChainHead | null>;
}
