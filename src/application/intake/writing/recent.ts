/**
 * Remembers what was used recently, up to a limit of weight, and forgets the rest, half of it at a time,
 * since that needs no bookkeeping for each use.
 */
export class Recent<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();
  private weight = 0;

  /** @param weigh what remembering something costs; at most twice the limit is kept */
  constructor(private readonly limit: number, private readonly weigh: (value: V) => number) {}

  get(key: string): V | undefined {
    const value = this.young.get(key) ?? this.old.get(key);
    if (value !== undefined && !this.young.has(key)) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.weight += this.weigh(value);
    if (this.weight > this.limit) this.forgetOld();
    this.young.set(key, value);
  }

  private forgetOld(): void {
    this.old = this.young;
    this.young = new Map();
    this.weight = 0;
  }
}
