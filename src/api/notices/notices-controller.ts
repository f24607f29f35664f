import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Action, permittedPart } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import { rowsFor } from '../../application/access/listed.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { readLook, TakeLook } from '../../application/notices/looks.js';
import type { List } from '../../domain/notices/events.js';
import type { Audience } from '../../domain/notices/notices.js';
import { civilDateAt } from '../../domain/shared/civil-date.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import { Documented } from '../openapi/documented.js';
import { noticesShape } from '../openapi/notice-answers.js';
import { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { protectedFor } from '../requests/protected-persons.js';
import { AskedBy, CalledBy } from '../requests/request-context.js';
import { LookBody, noticesExample, NoticesQuery } from './notice-requests.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back a list begins for whoever never looked. */
const FIRST_LOOK_MS = 30 * DAY_MS;

const feed = {
  shape: noticesShape, answer: noticesExample, problems: ['other-organisation', 'cursor-invalid'],
  description: 'Which event, of what kind, when and about whom; no name, no number and nothing of what it '
    + 'says. Since the caller\'s last look, or for 30 days where there was none. Read from the ledger, so '
    + 'that it is never behind.',
} as const;

const look = {
  aboutPerson: false, problems: ['other-organisation', 'position-unknown'],
  description: 'Names `through` of the answer that was shown, so that nothing is taken for seen that came '
    + 'in meanwhile. A look never goes back: of two windows the one that was shown less changes nothing.',
} as const;

/** What came in, for those whom it concerns, and up to where they have seen it. */
@ApiTags('Notices')
@ApiBearerAuth()
@Controller('v1')
export class NoticesController {
  constructor(
    private readonly commands: CommandBus, @Inject(API_DEPENDENCIES) private readonly api: ApiDependencies,
  ) {}

  @Get('notices/follow-up')
  @Does('read-follow-up-notices')
  @Documented({
    ...feed, summary: 'What came in for follow-up officers: stops, absence, and what the register recorded',
  })
  followUp(@Query() query: NoticesQuery, @CalledBy() caller: Caller): Promise<object> {
    return this.page('follow-up', 'read-follow-up-notices', query, caller);
  }

  @Get('notices/economy')
  @Does('read-economy-notices')
  @Documented({ ...feed, summary: 'What came in for economists: every event of schooling, and every move' })
  economy(@Query() query: NoticesQuery, @CalledBy() caller: Caller): Promise<object> {
    return this.page('economy', 'read-economy-notices', query, caller);
  }

  @Post('notices/follow-up/looks')
  @Does('read-follow-up-notices')
  @CommandDocumented({ ...look, summary: 'Say up to where one has seen what came in for follow-up officers' })
  lookAtFollowUp(
    @Body() body: LookBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.take('follow-up-notices', 'read-follow-up-notices', body, { caller, context });
  }

  @Post('notices/economy/looks')
  @Does('read-economy-notices')
  @CommandDocumented({ ...look, summary: 'Say up to where one has seen what came in for economists' })
  lookAtEconomy(
    @Body() body: LookBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.take('economy-notices', 'read-economy-notices', body, { caller, context });
  }

  @Post('kaa/youths/looks')
  @Does('read-kaa-register')
  @CommandDocumented({ ...look, summary: 'Say up to where one has seen who is new in the register' })
  lookAtYouths(
    @Body() body: LookBody, @CalledBy() caller: Caller, @AskedBy() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.take('new-youths', 'read-kaa-register', body, { caller, context });
  }

  private async page(
    audience: Audience, action: Action, query: NoticesQuery, caller: Caller,
  ): Promise<object> {
    const part = permittedPart(caller, action, { organisation: query.municipality });
    const municipality = part.organisation;
    const looker = { actor: caller.actor, list: `${audience}-notices` as const, municipality };
    const lookedThrough = await readLook(this.api.ledger, looker);
    const { person, limit } = query;
    const after = query.after ?? await this.beginning(query, lookedThrough);
    const page = await this.api.notices.page({ audience, municipality, person, after, limit });
    const hidden = await protectedFor(this.api, caller);
    const shown = rowsFor(caller, { municipality }, (notice) => hidden.has(notice.person));
    return {
      ...page, items: shown(page.items), lookedThrough: lookedThrough ?? null,
      ...(!page.complete && { next: page.through }),
    };
  }

  private async beginning({ since }: NoticesQuery, lookedThrough: string | undefined): Promise<string> {
    if (since === undefined && lookedThrough !== undefined) return lookedThrough;
    const { store, clock } = this.api;
    return store.positionAt(since === undefined ? clock.now() - FIRST_LOOK_MS : Date.parse(since));
  }

  private async take(
    list: List, action: Action, { municipality: asked, through }: LookBody,
    { caller, context }: { readonly caller: Caller; readonly context: CommandContext },
  ): Promise<CommandAnswer> {
    const { organisation: municipality } = permittedPart(caller, action, { organisation: asked });
    const validOn = civilDateAt(this.api.clock.now());
    const look = { validOn, list, ...(municipality !== undefined && { municipality }), through };
    return new CommandAnswer(await this.commands.execute(new TakeLook(look, context)));
  }
}
