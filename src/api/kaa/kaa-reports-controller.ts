import {
  Body, Controller, Get, Inject, Param, Post, Query, Res, StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Action, may, mustBePermitted, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { type FailingYouth, failingYouths } from '../../application/kaa-report/draft.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import type { Override } from '../../domain/kaa-report/decide.js';
import type { MadeReport } from '../../domain/kaa-report/state.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented, DocumentedFile } from '../openapi/documented.js';
import {
  reportDifferencesShape, reportDraftShape, reportShape, reportsShape,
} from '../openapi/kaa-report-answers.js';
import { type CommandAnswer, MakingAnswer } from '../requests/command-answer.js';
import { type ExportFormat, fileOf } from '../requests/exported-file.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { Freshness, type ReadModelName } from '../requests/freshness.js';
import { pageFromEnd } from '../requests/list-page.js';
import { Does } from '../requests/permission.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { FileReads } from './file-reads.js';
import {
  DraftFailuresQuery, DraftQuery, FailuresQuery, MakeReportBody, reportExamples as examples, ReportsQuery,
} from './kaa-report-requests.js';
import { differencesView, draftView, reportView } from './kaa-report-view.js';

const named = ApiParam({ name: 'report', description: 'Id of a report', example: EXAMPLE_ID });
const ofReport = { problems: ['report-unknown', 'other-organisation', 'read-model-behind'] } as const;
const ofDraft = { problems: ['other-organisation', 'read-model-behind', 'layout-missing'] } as const;

const failureFields = ['person', 'check', 'column', 'facts', 'rule', 'mend'] as const;

/** Reports that municipalities make of each half-year for the national statistics. */
@ApiTags('Half-year reports (KAA)')
@ApiBearerAuth()
@Does('read-kaa-register')
@Controller('v1/kaa/reports')
export class KaaReportsController {
  constructor(
    @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies, private readonly freshness: Freshness,
    private readonly reads: FileReads,
  ) {}

  @Get()
  @Documented({
    summary: 'Half-year reports that were made, the newest first', shape: reportsShape,
    answer: { items: [examples.report] },
    problems: ['cursor-invalid', 'other-organisation', 'read-model-behind'],
  })
  async all(@Query() query: ReportsQuery, @CalledBy() caller: Caller): Promise<object> {
    const { municipality, half } = query;
    const { organisation } = permittedPart(caller, 'read-kaa-register', { organisation: municipality });
    await this.freshness.reaches(query.atLeast);
    const reports = (await this.api.reports.all())
      .filter((made) => organisation === undefined || made.municipality === organisation)
      .filter((made) => half === undefined || made.half === half);
    return pageFromEnd(reports.map(reportView), query);
  }

  @Get('draft')
  @Documented({
    ...ofDraft, shape: reportDraftShape, answer: examples.draft,
    summary: 'What a report would come to now, and which checks would fail',
    description: 'Nothing is recorded. Also while the half-year goes on.',
  })
  async draft(@Query() query: DraftQuery, @CalledBy() caller: Caller): Promise<object> {
    return draftView(await this.drafted(query, caller), query);
  }

  @Get('draft/failures')
  @DocumentedFile({
    ...ofDraft, files: examples.failures,
    summary: 'Every youth that fails a check, with how to mend it, as one file',
  })
  async draftFailures(
    @Query() query: DraftFailuresQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return failuresFile(reply, failingYouths(await this.drafted(query, caller)), query.format);
  }

  @Post()
  @Does('report-kaa')
  @CommandDocumented({
    aboutPerson: false, summary: 'Make the report of a municipality and half-year',
    description: 'Checked first: where a check fails, none is made, unless a decision accepts it by name. '
      + 'Every row is recorded and stays; a new report takes the place of the one before.',
    problems: [
      'other-organisation', 'half-year-open', 'layout-missing', 'report-checks-failed',
      'report-code-unmapped', 'record-erased', 'read-model-behind',
    ],
  })
  async make(
    @Body() { municipality, half, override }: MakeReportBody, @CalledBy() caller: Caller,
    @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    mustBePermitted(caller, 'report-kaa', { organisations: [municipality] });
    await this.freshness.reachesNow('kaa');
    const accepted = override && { ...override } as Override;
    return new MakingAnswer(await this.api.reports.make({ municipality, half }, accepted, context));
  }

  @Get(':report')
  @named
  @Documented({
    problems: ['report-unknown', 'other-organisation'], shape: reportShape, answer: examples.report,
    summary: 'A report: what it comes to, by whom and when it was made, and what it was made in spite of',
  })
  async one(@Param('report') id: string, @CalledBy() caller: Caller): Promise<object> {
    return reportView(await this.permitted(id, caller));
  }

  @Get(':report/file')
  @named
  @DocumentedFile({
    summary: 'The file of a report, the same bytes whenever it is asked for',
    description: 'Rows of whoever was erased since are gone; the header `Liggare-Erased-Rows` says how many. '
      + 'That it was read is recorded.',
    files: examples.file, problems: [...ofReport.problems, 'protected-in-report'],
  })
  async file(
    @Param('report') id: string, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { layout } = await this.readable(id, caller, 'kaa-reports');
    const { name, bytes, erasedRows } = await this.api.reports.file(id, maySeeProtected(caller));
    await this.reads.noteReport(caller, id, 'report');
    const charset = layout.file.encoding === 'iso-8859-1' ? 'iso-8859-1' : 'utf-8';
    void reply.header('Content-Type', `text/csv; charset=${charset}`)
      .header('Content-Disposition', `attachment; filename="${name}"`)
      .header('Liggare-Erased-Rows', erasedRows);
    return new StreamableFile(bytes);
  }

  @Get(':report/failures')
  @named
  @DocumentedFile({
    ...ofReport, files: examples.failures, summary: 'Every youth that failed a check when a report was made',
  })
  async failures(
    @Param('report') id: string, @Query() { format }: FailuresQuery, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.readable(id, caller, 'kaa-reports');
    return failuresFile(reply, await this.api.reports.failures(id), format);
  }

  @Get(':report/differences')
  @named
  @Documented({
    ...ofReport, shape: reportDifferencesShape, answer: examples.differences,
    summary: 'What would stand otherwise in a report if it were made now, by the same layout',
    description: 'After facts that came late. Whoever was erased since is no difference. That it was read is '
      + 'recorded.',
  })
  async differences(@Param('report') id: string, @CalledBy() caller: Caller): Promise<object> {
    const made = await this.readable(id, caller, 'kaa', 'kaa-reports');
    const differences = await this.api.reports.differences(id);
    await this.reads.noteReport(caller, id, 'report-differences');
    return differencesView(differences, made, maySeeProtected(caller));
  }

  private async drafted({ municipality, half, atLeast }: DraftQuery, caller: Caller) {
    mustBePermitted(caller, 'read-kaa-register', { organisations: [municipality] });
    await this.freshness.reaches(atLeast, 'kaa');
    return this.api.reports.draft({ municipality, half });
  }

  private async permitted(id: string, caller: Caller): Promise<MadeReport> {
    const made = await this.api.reports.one(id);
    mustBePermitted(caller, 'read-kaa-register', { organisations: [made.municipality] });
    return made;
  }

  /** Its rows are found once the read models know of them: what is missing then was erased. */
  private async readable(id: string, caller: Caller, ...read: ReadModelName[]): Promise<MadeReport> {
    const made = await this.permitted(id, caller);
    await this.freshness.reachesNow(...read);
    return made;
  }
}

const SEEING: Action = 'see-protected-identity';
const maySeeProtected = (caller: Caller): boolean => may(caller, SEEING) === 'allowed';

const failuresFile = (
  reply: FastifyReply, failures: readonly FailingYouth[], format: ExportFormat,
): StreamableFile => fileOf(reply, inOnePiece(failures), failureFields, format);

async function* inOnePiece<R>(rows: readonly R[]): AsyncGenerator<readonly R[]> {
  yield rows;
}
