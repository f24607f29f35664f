import { RecordContactAttemptHandler, RecordContactHandler, WithdrawKaaFactHandler } from './contact-log.js';

export const kaaHandlers = [RecordContactHandler, RecordContactAttemptHandler, WithdrawKaaFactHandler];
