import { maskDate, maskEmail, maskPhone } from '../../domain/identifier/mask.js';
import type { CustomerAnswer, CustomerOutcome } from '../../domain/provider/customer-port.js';
import type { Sourced } from '../../domain/provider/source.js';
import type { CustomerType } from './customer.type.js';

const EMPTY = {
  customerNumber: null,
  firstName: null,
  middleName: null,
  lastName: null,
  dateOfBirth: null,
  mobile: null,
  email: null,
  customerStatus: null,
  amlScanStatus: null,
  amlCategory: null,
  politicallyExposed: null,
  agentLocationId: null,
  idStatus: null,
  idExpiresOn: null,
};

/** A customer as the API shows it: contacts masked; an outcome that would tip the subject off is for staff. */
export function toCustomerView({ value, source }: Sourced<CustomerAnswer>, staff: boolean): CustomerType {
  const record = value?.customer ?? EMPTY;
  return {
    ...record,
    source,
    outcome: staff ? (value?.outcome ?? null) : shownToSubject(value?.outcome ?? null),
    dateOfBirth: maskDate(record.dateOfBirth),
    mobile: maskPhone(record.mobile),
    email: maskEmail(record.email),
    raw: value?.raw ?? null,
  };
}

function shownToSubject(outcome: CustomerOutcome | null): CustomerOutcome | null {
  return outcome === 'UNDER_COMPLIANCE_INVESTIGATION' ? 'IN_REVIEW' : outcome;
}
