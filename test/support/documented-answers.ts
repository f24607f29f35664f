interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly $ref?: string;
}
interface Responses {
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema?: Schema }>> }>>;
}
interface Path {
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly operations: Readonly<Record<string, Responses>>;
}
interface Answer { readonly status: number; readonly headers: object; readonly text: string }

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const isOfType = (value: unknown, types: readonly string[]): boolean =>
  types.includes(typeOf(value)) || (types.includes('number') && typeof value === 'number');

/** What the API's own description promises of answers: nothing else, nothing less, nothing untold. */
export class DocumentedAnswers {
  private readonly paths: readonly Path[];

  constructor(private readonly document: Record<string, unknown>) {
    this.paths = Object.entries(document.paths as Record<string, Record<string, Responses>>)
      .map(([path, operations]) => ({
        pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), parameters: path.split('{').length,
        operations,
      }))
      .sort((a, b) => a.parameters - b.parameters); // `search` before any person
  }

  /** Throws where an answer to a route that is described is not as it is described. */
  mustHold(method: string, path: string, answer: Answer): void {
    const wrong = this.wrongIn(method.toLowerCase(), path, answer);
    if (wrong.length > 0) throw new Error(`${method} ${path} is not as documented: ${wrong.join('; ')}`);
  }

  private wrongIn(method: string, path: string, { status, headers, text }: Answer): string[] {
    const address = path.split('?')[0]!;
    const [closest, ...others] = this.paths.filter(({ pattern }) => pattern.test(address));
    const operation = [closest, ...others.filter(({ parameters }) => parameters === closest?.parameters)]
      .find((each) => each?.operations[method])?.operations[method];
    if (!operation) return [];
    const type = String((headers as Record<string, unknown>)['content-type']).split(';')[0]!;
    const schema = operation.responses[status]?.content?.[type]?.schema;
    if (!schema) return [`no answer ${status} ${type}`];
    return /[/+]json$/.test(type) ? this.faults(schema, JSON.parse(text), 'answer') : [];
  }

  private faults(schema: Schema, value: unknown, at: string): string[] {
    if (schema.$ref) return this.faults(this.referredTo(schema.$ref), value, at);
    if (schema.type && !isOfType(value, [schema.type].flat())) return [`${at} is ${typeOf(value)}`];
    if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of its values`];
    if (schema.minimum !== undefined && (value as number) < schema.minimum) return [`${at} is too small`];
    if (typeof value === 'string' && schema.pattern && !new RegExp(schema.pattern).test(value)) {
      return [`${at} does not match`];
    }
    if (Array.isArray(value)) return value.flatMap((each) => this.faults(schema.items!, each, `${at}[]`));
    return value !== null && typeof value === 'object' ? this.objectFaults(schema, value, at) : [];
  }

  private objectFaults(schema: Schema, value: object, at: string): string[] {
    const { properties = {}, required = [], additionalProperties = false } = schema;
    const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
    return missing.concat(Object.entries(value).flatMap(([name, each]) => {
      const own = properties[name];
      if (own) return this.faults(own, each, `${at}.${name}`);
      return additionalProperties ? [] : [`${at}.${name} is not told`];
    }));
  }

  private referredTo(reference: string): Schema {
    return reference.slice('#/'.length).split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], this.document) as Schema;
  }
}
