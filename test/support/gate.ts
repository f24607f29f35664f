/** A gate that is shut while nobody opens it. */
export class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => { this.open = resolve; });
}
