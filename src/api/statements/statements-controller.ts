import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../application/access/caller.js';
import { policyUsed } from '../../application/agreement/policy-used.js';
import { CodeField } from '../../domain/shared/fields.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Documented } from '../openapi/documented.js';
import { statementShape } from '../openapi/settlement-answers.js';
import { EXAMPLE_ID, Field } from '../requests/fields.js';
import { Freshness } from '../requests/freshness.js';
import { partyOf } from '../requests/party.js';
import { Does } from '../requests/permission.js';
import { protectedToday } from '../requests/protected-persons.js';
import { CalledBy } from '../requests/request-context.js';
import type { ChargeRow } from '../../projections/charges/charges.js';
import { type CausedLine, withCauses } from '../settlements/told-causes.js';
import { PartQuery } from '../settlements/settlement-requests.js';
import { Statement } from './statement.js';
import { statementCsv } from './statement-csv.js';
import { statementExamples as examples } from './statement-examples.js';
import { statementJson } from './statement-json.js';
import { statementXlsx } from './statement-xlsx.js';

const asText = (pieces: AsyncIterable<string>): Readable => Readable.from(pieces, { objectMode: false });

/** Lines in pieces as they are read, of which each piece is told its causes. */
async function* caused(
  pieces: AsyncIterable<ChargeRow[]>, told: (some: ChargeRow[]) => Promise<CausedLine<ChargeRow>[]>,
): AsyncGenerator<CausedLine<ChargeRow>[]> {
  for await (const some of pieces) yield await told(some);
}

const forms = {
  csv: { type: 'text/csv; charset=utf-8', write: (one: Statement) => asText(statementCsv(one)) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (one: Statement) => statementXlsx(one),
  },
  json: { type: 'application/json; charset=utf-8', write: (one: Statement) => asText(statementJson(one)) },
} as const;

class StatementQuery extends PartQuery {
  @Field(CodeField(Object.keys(forms), 'How it is written'), { optional: true })
  format: keyof typeof forms = 'csv';

  @Field(CodeField(['krona'], 'Whether what is to be paid is rounded, in a line of its own'), {
    optional: true,
  })
  rounding?: 'krona';
}

@ApiTags('Settlements')
@ApiBearerAuth()
@Does('read-settlements')
@Controller('v1/settlements')
export class StatementsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
  ) {}

  @Get(':settlement/statement')
  @ApiParam({ name: 'settlement', description: 'Id of a settlement', example: EXAMPLE_ID })
  @Documented({
    summary: 'The statement of an issued settlement, or of one payer\'s or payee\'s part, as a file',
    description: 'The basis of an invoice: every line, what they come to, and the policies they rest on, '
      + 'with what each setting rests on. A pupil under protection is not named; the line is. Sent as it '
      + 'is read. The columns are told of in docs/reference/statements.md.',
    shape: statementShape, answer: examples.json, files: examples.files,
    problems: ['settlement-unknown', 'settlement-not-issued', 'other-organisation', 'read-model-behind'],
  })
  async statement(
    @Param('settlement') id: string, @Query() query: StatementQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { charges, ledger, settlements } = this.api;
    const part = { ...partyOf(caller, 'read-settlements', query), unit: query.unit };
    await settlements.mustBeIssued(id);
    await this.freshness.reachesWhatIsIssued(query.atLeast, 'cost-allocation', 'charges');
    const protectedPersons = await protectedToday(this.api);
    const causes = await this.api.lineCauses.inSettlement(id);
    const statement = new Statement({
      settlement: await settlements.one(id), part, protectedPersons,
      inWholeKronor: query.rounding === 'krona',
      lines: caused(charges.allLines(id, part), (some) =>
        withCauses(some, causes, { caller, protectedPersons })),
      policyUsed: (name, policyId) => policyUsed(ledger, name, policyId),
    });
    const { type, write } = forms[query.format];
    void reply.header('Content-Type', type)
      .header('Content-Disposition', `attachment; filename="settlement-${id}.${query.format}"`);
    return new StreamableFile(write(statement));
  }
}
