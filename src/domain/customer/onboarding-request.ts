import { birthDateFault } from '../identifier/birth-date.js';
import type { FieldError } from '../kernel/problem.js';
import type { CustomerIdDocument, OnboardingInput } from '../provider/customer-port.js';

type WithFiles = 'idDocuments' | 'additionalDocuments' | 'profilePhoto';

/** Onboarding as the API takes it: images and files are documents that were uploaded before. */
export interface OnboardCustomerRequest extends Omit<OnboardingInput, WithFiles> {
  readonly idDocuments: readonly (Omit<CustomerIdDocument, 'front' | 'back'> & {
    readonly frontDocumentId: string | null;
    readonly backDocumentId: string | null;
  })[];
  readonly additionalDocuments: readonly { readonly kindCode: string; readonly documentId: string }[];
  readonly photoDocumentId: string | null;
}

const MAX_ADDRESSES = 5;
const MAX_ID_DOCUMENTS = 5;
const MAX_ADDITIONAL_DOCUMENTS = 10;
const MAX_SOCIAL_LINKS = 10;
const MAX_CODE = 99_999;

/** What the platform would refuse, or what is not the subject's to say, before anything is sent. Field paths as in the input. */
export function faultsOf(request: OnboardCustomerRequest, byStaff: boolean, now: Date): readonly FieldError[] {
  const { addresses, idDocuments, additionalDocuments, classification } = request;
  const birthFault = birthDateFault(request.dateOfBirth, now);
  const faults: (FieldError | null)[] = [
    birthFault === null ? null : { field: 'dateOfBirth', message: birthFault },
    counted('addresses', addresses.length, 1, MAX_ADDRESSES),
    counted('idDocuments', idDocuments.length, 1, MAX_ID_DOCUMENTS),
    counted('additionalDocuments', additionalDocuments.length, 0, MAX_ADDITIONAL_DOCUMENTS),
    counted('classification.socialLinks', classification?.socialLinks.length ?? 0, 0, MAX_SOCIAL_LINKS),
    code('occupationId', request.occupationId),
    code('residentTypeId', request.residentTypeId),
    ...idDocuments.map(({ idType }, index) => code(`idDocuments.${index}.idType`, idType, 999)),
    idDocuments.filter(({ isDefault }) => isDefault === true).length > 1
      ? { field: 'idDocuments', message: 'must have at most one default document' }
      : null,
  ];
  if (classification !== null) {
    faults.push(
      code('classification.customerTypeId', classification.customerTypeId),
      code('classification.annualIncomeRangeId', classification.annualIncomeRangeId),
      code('classification.riskRatingId', classification.riskRatingId),
      amount('classification.monthlyVolume', classification.monthlyVolume),
      amount('classification.monthlyCount', classification.monthlyCount),
    );
    if (!byStaff) faults.push(...STAFF_FIELDS.map((name) => staffOnly(name, classification[name])));
  }
  return faults.filter((fault) => fault !== null);
}

/** Nobody rates their own risk. */
const STAFF_FIELDS = ['riskRatingId', 'agentReference', 'remarks', 'showRemarksOnTransactions'] as const;

function staffOnly(name: string, value: unknown): FieldError | null {
  return value === null ? null : { field: `classification.${name}`, message: 'is for staff to say' };
}

function counted(field: string, count: number, min: number, max: number): FieldError | null {
  return count >= min && count <= max ? null : { field, message: `must have ${min} to ${max} entries` };
}

function code(field: string, value: number | null, max = MAX_CODE): FieldError | null {
  return value === null || (value >= 0 && value <= max) ? null : { field, message: `must be from 0 to ${max}` };
}

function amount(field: string, value: number | null): FieldError | null {
  return value === null || value >= 0 ? null : { field, message: 'must not be negative' };
}
