import type { Period } from '../../../domain/provider/evidence.js';
import { detail, parseAnswer } from '../cashfree.answer.contract.js';
import {
  type Details,
  date,
  factsAt,
  noScore,
  proves,
  rawOf,
  shownDay,
  shownText,
  until,
  when,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import { byWords, VALID_OR_NOT } from '../cashfree.words.mapping.js';
import { inForce, isInForce } from './shared/registry-words.js';

export const cashfreeDrivingLicenceCheck = defineCashfreeCheck('DRIVING_LICENCE', {
  operation: 'post DRIVING_LICENCE',
  path: '/driving-license',
  request: ({ checkId, licenceNumber, dateOfBirth }) =>
    json({ verification_id: checkId, dl_number: licenceNumber, dob: dateOfBirth }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { dl_number: 'licenceNumber', driving_license: 'licenceNumber', dob: 'dateOfBirth' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, inForce('details_of_driving_licence.status')),
  facts: factsAt([
    ['name', 'details_of_driving_licence.name'],
    ['dateOfBirth', 'dob', date],
    ['licenceStatus', 'details_of_driving_licence.status'],
    ['issuedOn', 'details_of_driving_licence.date_of_issue', date],
    ['validUntil', 'dl_validity.non_transport.to', date],
    ['transportValidUntil', 'dl_validity.transport.to', date],
    ['hazardousValidUntil', 'dl_validity.hazardous_valid_till', date],
    ['hillValidUntil', 'dl_validity.hill_valid_till', date],
    // Their lists of spellings begin with the full word.
    ['city', 'details_of_driving_licence.split_address.city.0'],
    ['state', 'details_of_driving_licence.split_address.state.0.0'],
    ['pincode', 'details_of_driving_licence.split_address.pincode'],
  ]),
  evidence: proves((d) => ({
    statements: {
      licenceNumber: shownText(d, 'dl_number'),
      dateOfBirth: shownDay(d, 'dob'),
      licenceStatus: when(isInForce(detail(d, 'details_of_driving_licence.status'))),
    },
    periods: licencePeriods(d),
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

/** A licence is in force while one of its classes is; the other one may have run out. */
function licencePeriods(details: Details): Period[] {
  const periods = [
    until(details, 'validUntil', 'dl_validity.non_transport.to'),
    until(details, 'transportValidUntil', 'dl_validity.transport.to'),
  ].filter((period) => period.until !== null);
  const last = periods
    .map((period) => period.until ?? '')
    .sort()
    .at(-1);
  if (last === undefined) return [{ field: 'validUntil', until: null, decisive: true }];
  return periods.map((period) => ({ ...period, decisive: period.until === last }));
}
