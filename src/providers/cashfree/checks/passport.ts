import type { Period } from '../../../domain/provider/evidence.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import {
  type Details,
  date,
  factsAt,
  noScore,
  proves,
  rawOf,
  shownDay,
  shownText,
  textAt,
  until,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import { toIsoDate } from '../cashfree.mapping.js';
import { byWords, VALID_OR_NOT } from '../cashfree.words.mapping.js';

export const cashfreePassportCheck = defineCashfreeCheck('PASSPORT', {
  operation: 'post PASSPORT',
  path: '/passport',
  request: ({ checkId, fileNumber, dateOfBirth, name }) =>
    json({ verification_id: checkId, file_number: fileNumber, dob: dateOfBirth, ...optional('name', name) }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { file_number: 'fileNumber', dob: 'dateOfBirth', name: 'name' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, null),
  facts: factsAt([
    ['name', 'name'],
    ['dateOfBirth', 'dob', date],
    ['applicationType', 'application_type'],
    ['applicationReceivedOn', 'application_received_date', date],
  ]),
  evidence: proves((d) => ({
    statements: {
      fileNumber: shownText(d, 'file_number'),
      dateOfBirth: shownDay(d, 'dob'),
      name: shownText(d, 'name'),
    },
    periods: passportPeriods(d),
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

/** Their reference lists none of these; where one comes it counts. */
const PASSPORT_EXPIRY = ['expiry_date', 'date_of_expiry', 'passport_expiry_date', 'valid_upto'];
/** No passport is in force for longer. */
const PASSPORT_YEARS = 10;

function passportPeriods(details: Details): Period[] {
  const told = PASSPORT_EXPIRY.filter((key) => textAt(details, key) !== null);
  if (told.length > 0) return told.map((key) => ({ ...until(details, 'validUntil', key), decisive: true }));
  if (textAt(details, 'application_received_date') === null) return [];
  const received = toIsoDate(textAt(details, 'application_received_date'));
  if (received === null) return [{ field: 'validUntil', until: null, decisive: false }];
  const last = `${Number(received.slice(0, 4)) + PASSPORT_YEARS}${received.slice(4)}`;
  // From the application, so a little early: doubtful, not certain.
  return [{ field: 'validUntil', until: last, decisive: false }];
}
