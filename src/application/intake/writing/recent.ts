/**
 * Remembers what was used recently and forgets the rest: what was not used for so many uses, or a little
 * longer, since it is forgotten by the half.
 */
export class Recent<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();
  private uses = 0;

  constructor(private readonly remembered: number) {}

  get(key: string): V | undefined {
    const value = this.young.get(key) ?? this.old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.uses += 1;
    if (this.uses > this.remembered) this.forgetOld();
    this.young.set(key, value);
  }

  private forgetOld(): void {
    this.old = this.young;
    this.young = new Map();
    this.uses = 0;
  }
}
