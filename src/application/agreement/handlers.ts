import { SetAgreementHandler, SetPolicyHandler, WithdrawAgreementFactHandler } from './agreements.js';

export const agreementHandlers = [SetPolicyHandler, SetAgreementHandler, WithdrawAgreementFactHandler];
