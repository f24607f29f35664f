import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AddIdentityNumber } from '../../application/person/add-identity-number.js';
import { RecordAddress, WithdrawAddress } from '../../application/person/contact.js';
import {
  CompleteCompulsorySchooling, RecordDeath, RecordEmigration, RecordName, RegisterHomeMunicipality,
  ReportStayMunicipality, WithdrawPersonFact,
} from '../../application/person/population-facts.js';
import { TellApart } from '../../application/person/tell-apart.js';
import { SetProtection, WithdrawProtection } from '../../application/person/protection.js';
import { DescribeCoordinationNumber } from '../../application/person/describe-number.js';
import { CommandDocumented } from '../openapi/command-documented.js';
import type { CommandAnswer } from '../requests/command-answer.js';
import { Does } from '../requests/permission.js';
import {
  AddressBody, FactBody, HomeMunicipalityBody, NameBody, NumberBody, NumberDescriptionBody, ProtectionBody,
  StayMunicipalityBody, TellApartBody, WithdrawalBody,
} from './fact-bodies.js';
import { type Claim, FactRecorder } from './fact-recorder.js';
import { AboutPerson, SaidAbout, type Saying } from './said-about.js';

const population: Claim = { action: 'record-population-fact', source: 'case-worker' };
const withdrawing = { problems: ['nothing-to-withdraw'] } as const;

@ApiTags('Persons')
@ApiBearerAuth()
@AboutPerson()
@Does('record-population-fact')
@Controller('v1/persons/:person')
export class PopulationController {
  constructor(private readonly facts: FactRecorder) {}

  @Post('identity-numbers')
  @CommandDocumented({ problems: ['identity-number-invalid', 'number-of-another'], summary: 'Add a number' })
  addNumber(@SaidAbout() saying: Saying, @Body() body: NumberBody): Promise<CommandAnswer> {
    return this.facts.record(AddIdentityNumber, body, saying, population);
  }

  @Post('coordination-numbers')
  @CommandDocumented({
    problems: [
      'identity-number-invalid', 'number-of-another', 'number-not-coordination', 'nothing-described',
    ],
    summary: 'Say how sure the identity behind a coordination number is, or that the number is dormant',
    description: 'A dormant number ends nothing by itself.',
  })
  describeNumber(
    @SaidAbout() saying: Saying, @Body() body: NumberDescriptionBody,
  ): Promise<CommandAnswer> {
    return this.facts.record(DescribeCoordinationNumber, body, saying, population);
  }

  @Post('home-municipality')
  @CommandDocumented({ summary: 'Register as resident in a municipality from a day on' })
  registerHome(@SaidAbout() saying: Saying, @Body() body: HomeMunicipalityBody): Promise<CommandAnswer> {
    return this.facts.record(RegisterHomeMunicipality, body, saying, population);
  }

  @Post('stay-municipality')
  @CommandDocumented({ summary: 'Report a stay in a municipality without being registered there' })
  reportStay(@SaidAbout() saying: Saying, @Body() body: StayMunicipalityBody): Promise<CommandAnswer> {
    return this.facts.record(ReportStayMunicipality, body, saying, population);
  }

  @Post('name')
  @CommandDocumented({ summary: 'Record a name from a day on' })
  name(@SaidAbout() saying: Saying, @Body() body: NameBody): Promise<CommandAnswer> {
    return this.facts.record(RecordName, body, saying, population);
  }

  @Post('compulsory-schooling')
  @CommandDocumented({ summary: 'Compulsory schooling is completed' })
  completeSchooling(@SaidAbout() saying: Saying, @Body() body: FactBody): Promise<CommandAnswer> {
    return this.facts.record(CompleteCompulsorySchooling, body, saying, population);
  }

  @Post('death')
  @CommandDocumented({ summary: 'The person died' })
  die(@SaidAbout() saying: Saying, @Body() body: FactBody): Promise<CommandAnswer> {
    return this.facts.record(RecordDeath, body, saying, population);
  }

  @Post('emigration')
  @CommandDocumented({ summary: 'The person is no longer registered in Sweden' })
  emigrate(@SaidAbout() saying: Saying, @Body() body: FactBody): Promise<CommandAnswer> {
    return this.facts.record(RecordEmigration, body, saying, population);
  }

  @Post('tellings-apart')
  @Does('tell-persons-apart')
  @CommandDocumented({
    problems: ['other-unit'], summary: 'Say that the person and another, who looks alike, are two',
    description: 'It ticks the two off the list of persons who may be one (`v1/caseload/lookalikes`), and '
      + 'changes nothing else. For registrars of a school where either is or was.',
  })
  tellApart(@SaidAbout() saying: Saying, @Body() body: TellApartBody): Promise<CommandAnswer> {
    return this.facts.tellApart(TellApart, body, saying);
  }

  @Post('population-withdrawals')
  @CommandDocumented({
    ...withdrawing, summary: 'Withdraw a fact about the person that never held',
    description: 'The event of a number that joined the person with another parts them: each has the records '
      + 'made under its own id. What was recorded while they were one stays with the one that both went by.',
  })
  withdraw(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.record(WithdrawPersonFact, body, saying, population);
  }

  @Post('address')
  @CommandDocumented({ summary: 'Record an address from a day on' })
  address(@SaidAbout() saying: Saying, @Body() body: AddressBody): Promise<CommandAnswer> {
    return this.facts.record(RecordAddress, body, saying, population);
  }

  @Post('address-withdrawals')
  @CommandDocumented({ ...withdrawing, summary: 'Withdraw an address that never held' })
  withdrawAddress(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.record(WithdrawAddress, body, saying, population);
  }

  @Post('protection')
  @CommandDocumented({ summary: 'Set how the identity is protected from a day on' })
  protect(@SaidAbout() saying: Saying, @Body() body: ProtectionBody): Promise<CommandAnswer> {
    return this.facts.record(SetProtection, body, saying, population);
  }

  @Post('protection-withdrawals')
  @CommandDocumented({ ...withdrawing, summary: 'Withdraw what was said about protection and never held' })
  withdrawProtection(@SaidAbout() saying: Saying, @Body() body: WithdrawalBody): Promise<CommandAnswer> {
    return this.facts.record(WithdrawProtection, body, saying, population);
  }
}
