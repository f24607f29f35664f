import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  DeclineMeasure, EndMeasure, OfferMeasure, StartMeasure,
} from '../../application/kaa/measures.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import { FactRecorder } from './fact-recorder.js';
import { MeasureBody, MeasureEndBody, OfOfferBody } from './kaa-bodies.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const ofMunicipality = ['other-organisation', 'municipality-unknown'] as const;
const thatHappened = { problems: [...ofMunicipality, 'date-out-of-range'] } as const;

@ApiTags('Activity responsibility (KAA)')
@ApiBearerAuth()
@AboutPerson()
@Does('record-kaa-fact')
@Controller('v1/persons/:person')
export class KaaMeasuresController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('kaa-measures')
  @CommandDocumented({
    ...thatHappened,
    summary: 'Offer a youth a measure; the event is what it is known by',
  })
  offer(@SaidAbout() saying: Saying, @Body() body: MeasureBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(OfferMeasure, body, saying);
  }

  @Post('kaa-measure-declines')
  @CommandDocumented({
    problems: [...thatHappened.problems, 'measure-unknown', 'measure-started', 'measure-not-offered-yet'],
    summary: 'Record that the youth declined a measure',
  })
  decline(@SaidAbout() saying: Saying, @Body() body: OfOfferBody): Promise<CommandAnswer> {
    return this.facts.recordPastInFile(DeclineMeasure, body, saying);
  }

  @Post('kaa-measure-starts')
  @CommandDocumented({
    problems: [...ofMunicipality, 'measure-unknown', 'measure-started', 'measure-not-offered-yet'],
    summary: 'Record that a measure began',
  })
  start(@SaidAbout() saying: Saying, @Body() body: OfOfferBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(StartMeasure, body, saying);
  }

  @Post('kaa-measure-ends')
  @CommandDocumented({
    problems: [
      ...ofMunicipality, 'measure-unknown', 'measure-not-under-way', 'ends-before-it-begins',
    ],
    summary: 'Record that a measure ended, why, and what came after it',
  })
  end(@SaidAbout() saying: Saying, @Body() body: MeasureEndBody): Promise<CommandAnswer> {
    return this.facts.recordInFile(EndMeasure, body, saying);
  }
}
