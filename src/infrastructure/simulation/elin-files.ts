import { join } from 'node:path';
import type { Simulation } from '../../application/simulation/simulated-pupils.js';
import { addDays, type CivilDate, earlier, firstOfNextMonth } from '../../domain/shared/civil-date.js';
import { BufferedFile } from './buffered-file.js';

/**
 * Writes events, which come in order of registration, to one export for each month: the first has all from
 * before the school year.
 */
export class ElinFiles {
  readonly written: { readonly name: string; readonly kind: 'elin'; lines: number }[] = [];
  private file: BufferedFile | undefined;
  private lastDay: CivilDate = '';

  constructor(private readonly folder: string, private readonly settings: Simulation) {}

  /** @param day when the event was registered */
  async write(day: CivilDate, line: string): Promise<void> {
    if (!this.file || day > this.lastDay) await this.next(day);
    const current = this.written.at(-1)!;
    await this.file!.write(`${current.lines === 0 ? '' : ','}\n${line}`);
    current.lines += 1;
  }

  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.write('\n]}\n');
    await file?.close();
  }

  private async next(day: CivilDate): Promise<void> {
    await this.close();
    const { asOf, year } = this.settings;
    const monthEnd = addDays(firstOfNextMonth(day), -1);
    this.lastDay = earlier(day < year.july ? addDays(year.july, -1) : monthEnd, asOf);
    const name = `elin-${String(this.written.length + 1).padStart(2, '0')}.json`;
    this.file = await BufferedFile.create(join(this.folder, name));
    this.written.push({ name, kind: 'elin', lines: 0 });
    await this.file.write(`{"Fildatum":"${this.lastDay} 23:59:59","Handelses":[`);
  }
}
