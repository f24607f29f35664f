import { AddIdentityNumberHandler } from './add-identity-number.js';
import { RecordAddressHandler, WithdrawAddressHandler } from './contact.js';
import { DescribeCoordinationNumberHandler } from './describe-number.js';
import {
  CompleteCompulsorySchoolingHandler, RecordDeathHandler, RecordEmigrationHandler, RecordNameHandler,
  RegisterHomeMunicipalityHandler, ReportStayMunicipalityHandler, WithdrawPersonFactHandler,
} from './population-facts.js';
import { SetProtectionHandler, WithdrawProtectionHandler } from './protection.js';
import { RegisterPersonHandler } from './register-person.js';
import { TellApartHandler } from './tell-apart.js';

export const personHandlers = [
  RegisterPersonHandler, AddIdentityNumberHandler, DescribeCoordinationNumberHandler,
  RegisterHomeMunicipalityHandler, ReportStayMunicipalityHandler, RecordNameHandler,
  CompleteCompulsorySchoolingHandler, RecordDeathHandler, RecordEmigrationHandler, WithdrawPersonFactHandler,
  RecordAddressHandler, WithdrawAddressHandler, SetProtectionHandler, WithdrawProtectionHandler,
  TellApartHandler,
];
