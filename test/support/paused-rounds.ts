import { Gate } from './gate.js';
import { soon } from './soon.js';

/** The rounds of a leader, which can be held: of its leases, and of the orders it takes. */
export class PausedRounds {
  private readonly stand = new Gate();
  private readonly goesOn = new Gate();
  private isHeld = false;
  private standing = 0;

  constructor(private readonly rounds: number) {}

  readonly pause = async (): Promise<void> => {
    await soon();
    if (!this.isHeld) return;
    this.standing += 1;
    if (this.standing === this.rounds) this.stand.open();
    await this.goesOn.opened;
  };

  /** Resolves when all of them stand. */
  async hold(): Promise<void> {
    this.isHeld = true;
    await this.stand.opened;
  }

  goOn(): void {
    this.isHeld = false;
    this.goesOn.open();
  }
}
