import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Cluster } from './cluster.js';
import { testNumbers } from './test-numbers.js';
import { INDEPENDENT, prices, units } from './worked-example.js';

const WRITERS = 4;
/**
 * So many are taken in beyond those waited for: somebody always writes while processes end and start, and on
 * a fast machine no more come than there are test numbers, and than one page shows.
 */
const AHEAD = 12;
/** A rebuild takes its time on a slow machine, and whoever asks for it again meanwhile is refused. */
const ANSWERED_WITHIN_MS = 240_000;
const began = { validOn: '2025-08-18' };

interface Answer<T> { readonly status: number; readonly body: T }
interface Recorded { readonly position: string; readonly person: string }
interface Caseload { readonly items: readonly { readonly person: string }[] }
interface Cost { readonly total: { readonly days: number; readonly ore: number } }

/**
 * Pupils taken in at a school by several writers at once. Each asks the one process or the other, again under
 * the same key until it is answered, and then looks whether it finds what it wrote.
 */
export class PupilsTakenIn {
  /** Ids of persons, once everything about them was acknowledged and read. */
  readonly done: string[] = [];
  /** What should not have been answered, or not been read. */
  readonly wrong: string[] = [];
  private readonly numbers = testNumbers(2009);
  private readonly token: Promise<string>;
  private readonly listeners = new Set<() => void>();
  private isOver = false;
  private asked = 0;
  private begun = 0;
  private wanted = 0;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly cluster: Cluster) {
    this.token = cluster.token();
  }

  /** Schools, prices and one pupil; what it costs is what every one costs. */
  async first(): Promise<Cost['total']> {
    for (const [kind, content] of [['school-units', units], ['price-list', prices]] as const) {
      await this.insist('POST', `/v1/deliveries/${kind}`, content, { 'content-type': 'text/csv' });
    }
    await this.takeInOne();
    return this.cost();
  }

  begin(): void {
    this.wanted = this.begun + AHEAD;
    this.writing = Promise.all(Array.from({ length: WRITERS }, () => this.write()));
  }

  async end(): Promise<void> {
    this.isOver = true;
    this.tell();
    await this.writing;
  }

  /** Resolves when so many more are done. */
  async more(many: number): Promise<void> {
    const wanted = this.done.length + many;
    this.wanted = Math.max(this.wanted, wanted + AHEAD);
    this.tell();
    while (this.done.length < wanted) await this.told();
  }

  async cost(): Promise<Cost['total']> {
    return (await this.insist<Cost>('GET', '/v1/cost?from=2025-07-01&to=2026-07-01')).total;
  }

  async persons(): Promise<string[]> {
    const { items } = await this.insist<Caseload>('GET', '/v1/caseload?date=2025-10-01&limit=500');
    return items.map(({ person }) => person);
  }

  /** Asks one process after the other until one of them does it. */
  async insist<T>(
    method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    for (;;) {
      const answer = await this.ask<T>(method, path, body, headers).catch(() => undefined);
      if (answer && answer.status < 300) return answer.body;
      if (!answer || answer.status === 503) continue;
      const logged = this.cluster.logged(String((answer.body as { correlationId?: string }).correlationId));
      const told = [JSON.stringify(answer.body), ...logged].join('\n');
      this.wrong.push(`${method} ${path} is answered ${answer.status} ${told}`);
      throw new Error(this.wrong.at(-1));
    }
  }

  private async write(): Promise<void> {
    while (!this.isOver) {
      if (this.begun < this.wanted) await this.takeInOne();
      else await this.told();
    }
  }

  private told(): Promise<void> {
    return new Promise((resolve) => { this.listeners.add(resolve); });
  }

  private tell(): void {
    for (const tell of this.listeners) tell();
    this.listeners.clear();
  }

  private async takeInOne(): Promise<void> {
    this.begun += 1;
    const identityNumber = this.numbers.shift();
    if (identityNumber === undefined) throw new Error('There are no more test numbers');
    const { person } = await this.record('/v1/persons', { ...began, identityNumber });
    await this.record(`/v1/persons/${person}/home-municipality`, { ...began, municipality: '1407' });
    const enrolled = { ...began, unit: INDEPENDENT, studyPath: 'NA' };
    const { position } = await this.record(`/v1/persons/${person}/enrolments`, enrolled);
    const path = `/v1/caseload?date=2025-10-01&limit=500&atLeast=${position}`;
    const { items } = await this.insist<Caseload>('GET', path);
    if (!items.some((one) => one.person === person)) this.wrong.push('A pupil is not read who was written');
    this.done.push(person);
    this.tell();
  }

  private record(path: string, body: object): Promise<Recorded> {
    return this.insist<Recorded>('POST', path, body, { 'idempotency-key': randomUUID() });
  }

  /** Of a thousand requests to servers that end and start, `fetch` may leave one unsettled, signal or not. */
  private ask<T>(...asked: Parameters<PupilsTakenIn['fetched']>): Promise<Answer<T>> {
    const late = once(AbortSignal.timeout(ANSWERED_WITHIN_MS), 'abort');
    return Promise.race([
      this.fetched<T>(...asked), late.then(() => { throw new Error('No answer came'); }),
    ]);
  }

  private async fetched<T>(
    method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>,
  ): Promise<Answer<T>> {
    const { apis } = this.cluster;
    const { url } = apis[(this.asked += 1) % apis.length]!.process;
    const isText = typeof body === 'string';
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${await this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }), ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() as T };
  }
}
