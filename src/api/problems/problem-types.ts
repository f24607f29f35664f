import { kaaProblems } from './kaa-problems.js';
import { kaaReportProblems } from './kaa-report-problems.js';
import { priceProblems } from './price-problems.js';
import type { ProblemType } from './problem-type.js';
import { voucherProblems } from './voucher-problems.js';

export type { ProblemType };

const malformed = {
  'request-malformed': {
    status: 400, title: 'The request cannot be read',
    advice: 'Send a body in JSON as its content type says, and a well-formed address.',
  },
  'request-invalid': {
    status: 400, title: 'The request does not have the form it must have',
    advice: 'See `errors`: each names a field and the rule it breaks.',
  },
  'idempotency-key-invalid': {
    status: 400, title: 'The Idempotency-Key is not one',
    advice: 'Send 1 to 200 visible ASCII characters, best a random UUID, or leave the header out.',
  },
  'cursor-invalid': {
    status: 400, title: 'The page token does not belong to this query',
    advice: 'Send `after` only as the page before gave it, with the same filter and sort.',
  },
  'route-unknown': {
    status: 404, title: 'There is nothing at this address', advice: 'See /openapi.json for what there is.',
  },
  'method-not-allowed': {
    status: 405, title: 'The address does not take this method',
    advice: 'The header `Allow` names those it takes.',
  },
  'body-too-slow': {
    status: 408, title: 'The request did not come to its end in time',
    advice: 'Send it again, with the same Idempotency-Key.',
  },
  'body-too-large': {
    status: 413, title: 'The body is too large',
    advice: 'Send many facts as a delivery (`POST /v1/deliveries/{kind}`), which has no limit.',
  },
  'media-type-unsupported': {
    status: 415, title: 'The body is of a kind that is not read here',
    advice: 'Send the content type that /openapi.json gives for this address, in UTF-8 and not compressed.',
  },
  'head-too-large': {
    status: 431, title: 'The address and headers are too large', advice: 'Send less than 16 KiB of both.',
  },
} as const satisfies Record<string, ProblemType>;

const access = {
  'token-missing': {
    status: 401, title: 'There is no bearer token',
    advice: 'Send `Authorization: Bearer <token>`; `liggare token --help` says how to get one.',
  },
  'token-refused': {
    status: 401, title: 'The token is not accepted',
    advice: 'Get a new token: `detail` says what is wrong with this one.',
  },
  'token-keys-unavailable': {
    status: 503, title: 'Tokens cannot be checked just now',
    advice: 'Try again: the keys of the token issuer could not be fetched.',
  },
  'role-not-permitted': {
    status: 403, title: 'No role of yours permits this', advice: 'See docs/reference/access.md.',
  },
  'other-organisation': {
    status: 403, title: 'This belongs to another organisation',
    advice: 'Ask about your own organisation, or let somebody there do it.',
  },
  'other-unit': {
    status: 403, title: 'This belongs to another school unit',
    advice: 'Use a token that names the school unit.',
  },
} as const satisfies Record<string, ProblemType>;

const state = {
  'person-unknown': {
    status: 404, title: 'Nobody has this person id or number', advice: 'Register the person first.',
  },
  'delivery-unknown': {
    status: 404, title: 'There is no such delivery',
    advice: 'Use the id that the delivery was answered with.',
  },
  'delivery-kind-unknown': {
    status: 404, title: 'There is no such kind of delivery',
    advice: 'Kinds are elin, population, price-list, school-units, school-roll and attendance.',
  },
  'delivery-running': {
    status: 409, title: 'The delivery is being received already', advice: 'Wait for it to end.',
  },
  'projection-unknown': {
    status: 404, title: 'There is no such read model', advice: 'See `GET /v1/projections`.',
  },
  'rebuild-under-way': {
    status: 409, title: 'A rebuild is under way', advice: 'Wait for it; `GET /v1/projections` tells how far.',
  },
  'what-if-under-way': {
    status: 409, title: 'Another what-if is under way', advice: 'Wait for it to end, and ask again.',
  },
  'settlement-unknown': {
    status: 404, title: 'There is no such settlement', advice: 'See `GET /v1/settlements`.',
  },
  'settlement-line-unknown': {
    status: 404, title: 'There is no such issued line', advice: 'See the lines of issued settlements.',
  },
  'settlement-not-issued': {
    status: 409, title: 'The settlement is not issued',
    advice: 'It has lines once it is issued; `GET /v1/settlements/draft` shows those it would have.',
  },
  'settlement-under-way': {
    status: 409, title: 'Another settlement is being issued',
    advice: 'Approve it again to issue it to its end, or give it up.',
  },
  'settlement-superseded': {
    status: 409, title: 'A later preparation took its place', advice: 'Approve the one prepared last.',
  },
  'settlement-abandoned': {
    status: 409, title: 'The settlement was given up', advice: 'Prepare another one.',
  },
  'settlement-issued': {
    status: 409, title: 'The settlement is issued',
    advice: 'What is issued stays; later settlements correct it.',
  },
  'settlement-not-approved': {
    status: 409, title: 'The settlement is not approved', advice: 'Have a second person approve it.',
  },
  'settlement-lines-differ': {
    status: 409, title: 'The lines recorded are not those approved',
    advice: 'Give it up and prepare another one.',
  },
  'approval-by-preparer': {
    status: 403, title: 'Whoever prepared a settlement cannot approve it',
    advice: 'Let somebody else approve it; tokens of the local issuer differ by `--subject`.',
  },
  'preparation-outrun': {
    status: 409, title: 'Facts that came since change the settlement', advice: 'Prepare it again.',
  },
  'period-open': {
    status: 422, title: 'The month is not over', advice: 'Settle it once it is.',
  },
  'decision-incomplete': {
    status: 422, title: 'A decision lacks what it decides, or why', advice: 'See `field` and `detail`.',
  },
  'decided-otherwise': {
    status: 409, title: 'Another decision holds on some of the days',
    advice: 'Withdraw it first; the person\'s page shows it.',
  },
  'settled-further': {
    status: 422, title: 'A later month is settled already',
    advice: 'Settle through that one, or a later one.',
  },
  'record-erased': {
    status: 409, title: 'The record is erased', advice: 'Nothing more can be recorded in it.',
  },
  'too-much-contention': {
    status: 409, title: 'Others were writing to the same record', advice: 'Send the command again as it was.',
  },
  'append-too-large': {
    status: 413, title: 'The facts of one command are too large', advice: 'Send fewer at a time.',
  },
  'idempotency-key-reused': {
    status: 422, title: 'The Idempotency-Key was used for another command',
    advice: 'Use a new key for each command, and the same key only to send the same command again.',
  },
  'identity-number-invalid': {
    status: 422, title: 'This is no identity number', advice: 'See `detail` for which check failed.',
  },
  'date-impossible': {
    status: 422, title: 'There is no such day', advice: 'Write a day that exists, as yyyy-mm-dd.',
  },
  'date-out-of-range': {
    status: 422, title: 'The day is too far off', advice: 'See `detail` for which days can be meant.',
  },
  'instant-impossible': {
    status: 422, title: 'There is no such instant',
    advice: 'Write an instant in UTC, as yyyy-mm-ddThh:mm:ssZ.',
  },
  'field-malformed': {
    status: 422, title: 'A field is not what it must be', advice: 'See `field` and `detail`.',
  },
  'field-unknown': {
    status: 422, title: 'There is a field that does not belong there', advice: 'See `detail`.',
  },
  'education-begins-later': {
    status: 422, title: 'The education begins after the enrolment',
    advice: 'Write the day it began, or leave it out if that is the day of the enrolment.',
  },
  'transfer-to-same-unit': {
    status: 422, title: 'The transfer leaves the unit it leads to', advice: 'Name the unit that was left.',
  },
  'break-ends-before-it-begins': {
    status: 422, title: 'The first day back is not after the first day away', advice: 'See `field`.',
  },
  'measure-unknown': {
    status: 422, title: 'There is no such measure in the file',
    advice: 'Name the event that offered it; the file shows it.',
  },
  'measure-started': {
    status: 422, title: 'The measure began already', advice: 'See `detail`.',
  },
  'measure-not-under-way': {
    status: 422, title: 'The measure is not under way', advice: 'See `detail`.',
  },
  'reminder-unknown': {
    status: 422, title: 'There is no such reminder in the file',
    advice: 'Name the event that set it; the file shows it.',
  },
  'disclosed-to-itself': {
    status: 422, title: 'A municipality needs no leave to read its own file', advice: 'Name another.',
  },
  'words-to-confirm': {
    status: 422, title: 'There are words that may not belong in a file',
    advice: 'Write it without them, or confirm them with `wordsConfirmed`; `detail` shows how they begin.',
  },
  'ends-before-it-begins': {
    status: 422, title: 'It ends before it begins', advice: 'See `field` and `detail`.',
  },
  'nothing-to-withdraw': {
    status: 422, title: 'There is no such fact to withdraw',
    advice: 'Name a fact of this record by its event id; the trail shows it.',
  },
  'number-of-another': {
    status: 422, title: 'The number to replace is not this person\'s',
    advice: 'Replace only a number that the person is known by.',
  },
  'policy-unknown': {
    status: 422, title: 'Nobody has set the policy that the agreement names',
    advice: 'Set it first, from the first day of the agreement or an earlier one.',
  },
  'agreement-ends-before-it-begins': {
    status: 422, title: 'The agreement ends before it begins', advice: 'See `field`.',
  },
  'party-named-twice': {
    status: 422, title: 'A party of the agreement is named twice', advice: 'Name each party once.',
  },
  'payee-not-a-party': {
    status: 422, title: 'The terms name a payee who is no party',
    advice: 'Name only parties; independent principals need not be.',
  },
  'claimed-already': {
    status: 422, title: 'Some of these days were claimed before',
    advice: 'Withdraw that claim, or record that it was refused, first.',
  },
  'claim-unknown': {
    status: 422, title: 'There is no such claim',
    advice: 'Name the event by which it was claimed, and holds.',
  },
  'granted-more-than-claimed': {
    status: 422, title: 'More was granted than was claimed', advice: 'See `field`.',
  },
  'payer-not-a-party': {
    status: 422, title: 'A place is shared with a payer who is no party',
    advice: 'Name only parties; the home municipality goes without a name.',
  },
  'month-measured-twice': {
    status: 422, title: 'Two days decide one month', advice: 'Let one measuring day decide each month.',
  },
  'days-turned-round': {
    status: 422, title: 'The last day comes before the first', advice: 'Write days of one year, in order.',
  },
  'stream-unknown': {
    status: 404, title: 'There is no such stream about a person', advice: 'The trail names streams.',
  },
  'read-model-behind': {
    status: 503, title: 'The read model has not come so far yet',
    advice: 'Ask again after `Retry-After` seconds; `lagEvents` tells how many events are left. A position '
      + 'of another ledger never comes: ask without it.',
  },
  'store-unavailable': {
    status: 503, title: 'A store cannot be written or read just now',
    advice: 'Send the command again as it was, with the same Idempotency-Key: it is recorded once.',
  },
  'server-stopping': {
    status: 503, title: 'The server is being stopped',
    advice: 'Nothing was done. Send it again, to another server or once this one is there again.',
  },
  'internal-error': {
    status: 500, title: 'A fault of ours',
    advice: 'Tell whoever runs the service the `correlationId`; the log has the rest.',
  },
} as const satisfies Record<string, ProblemType>;

/** Every problem the API can answer with, by its stable code. */
export const problemTypes = {
  ...malformed, ...access, ...state, ...kaaProblems, ...kaaReportProblems, ...priceProblems,
  ...voucherProblems,
};

export type ProblemCode = keyof typeof problemTypes;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemTypes, code);

/**
 * The `type` of a problem. A name, not an address: it stays the same wherever the service runs, and nobody is
 * led to believe that something is found there.
 */
export const problemUri = (code: ProblemCode): string => `urn:liggare:problem:${code}`;
