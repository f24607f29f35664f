import { referenceRows } from '../../src/infrastructure/reference-data.js';
import { type Answer, type ApiUnderTest, NOW, openApi } from './api-under-test.js';

export const UNIT = '94353434';
export const OTHER_UNIT = '49918856';
/** A person id, or a fact id, that nobody has. */
export const NOBODY = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

export const began = { validOn: '2025-08-18' };
export const enrolled = { ...began, unit: UNIT, studyPath: 'NANAT000N' };
export const inFile = { validOn: '2026-02-09', municipality: '1480' };
export const attempt = { ...inFile, channel: 'phone' };

export const codeOf = ({ body }: Answer): string => String(body.type).replace('urn:liggare:problem:', '');
export const itemsOf = ({ body }: Answer): Record<string, unknown>[] =>
  body.items as Record<string, unknown>[];
export const eventsOf = ({ body }: Answer): string[] => body.eventIds as string[];

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** An API with people who may do different things, and for each test a person of its own, Maja Ek in 1480. */
export class ApiScene {
  administrator = '';
  registrar = '';
  officer = '';
  /** Of a municipality that nobody begins in. */
  otherOfficer = '';
  person = '';
  number = '';
  private latestMs = Date.parse(NOW);
  private readonly numbers = referenceRows('test-personal-numbers.csv')
    .map((row) => row['personnummer']!).values();

  private constructor(readonly api: ApiUnderTest) {}

  static async open(openReadStore?: Parameters<typeof openApi>[1]): Promise<ApiScene> {
    const scene = new ApiScene(await openApi({}, openReadStore));
    const { api } = scene;
    scene.administrator = await api.token({ role: 'administrator', organisation: 'region' });
    scene.registrar = await api.token({ role: 'registrar', units: [UNIT] });
    scene.officer = await api.token({ role: 'follow-up-officer' });
    scene.otherOfficer = await api.token({ role: 'follow-up-officer', organisation: '1481' });
    return scene;
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** Lets time pass: what was recorded is known at this instant, and nothing that is recorded after. */
  instant(): string {
    this.latestMs += 60_000;
    this.api.at(new Date(this.latestMs).toISOString());
    return new Date(this.latestMs - 1).toISOString();
  }

  /** A number that nobody is known by. */
  nextNumber(): string {
    return this.numbers.next().value!;
  }

  async begin(): Promise<void> {
    this.api.at(NOW);
    this.number = this.nextNumber();
    const { body } = await this.post('/v1/persons', this.administrator, {
      ...began, identityNumber: this.number, name: { givenName: 'Maja', familyName: 'Ek' },
      homeMunicipality: '1480',
    });
    this.person = body.person as string;
  }

  post(path: string, token: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.api.call(path, { token, body, headers });
  }

  get(path: string, token: string): Promise<Answer> {
    return this.api.call(path, { token });
  }

  /** Says something of the person. */
  say(route: string, token: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(`/v1/persons/${this.person}/${route}`, token, body, headers);
  }

  enrol(token = this.registrar, more: object = {}): Promise<Answer> {
    return this.say('enrolments', token, { ...enrolled, ...more });
  }

  /** Asks once the read models have come as far as an answer to a command. */
  after({ body }: Answer, path: string, token: string): Promise<Answer> {
    return this.get(withQuery(path, `atLeast=${String(body.position)}`), token);
  }

  /** The same, about the person only. */
  ofPersonAfter(answer: Answer, path: string, token: string): Promise<Answer> {
    return this.after(answer, withQuery(path, `person=${this.person}`), token);
  }
}
