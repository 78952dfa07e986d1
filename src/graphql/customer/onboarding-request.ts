import type { OnboardCustomerRequest } from '../../domain/customer/onboarding-request.js';
import type { CustomerClassification } from '../../domain/provider/customer-port.js';
import { fromGlobalId, fromOptionalGlobalId } from '../common/global-id.js';
import type { CustomerClassificationInput } from './classification.input.js';
import type { CustomerAddressInput, CustomerIdDocumentInput, OnboardCustomerInput } from './onboarding.input.js';

/** The input in the domain's words. Throws BAD_USER_INPUT for what is no document id. */
export function toOnboardingRequest(input: OnboardCustomerInput): OnboardCustomerRequest {
  const { additionalDocuments, classification, photoDocumentId } = input;
  return {
    ...input,
    middleName: input.middleName ?? null,
    preferredName: input.preferredName ?? null,
    mothersMaidenName: input.mothersMaidenName ?? null,
    secondNationality: input.secondNationality ?? null,
    nativeRegion: input.nativeRegion ?? null,
    countryOfBirth: input.countryOfBirth ?? null,
    placeOfBirth: input.placeOfBirth ?? null,
    residentTypeId: input.residentTypeId ?? null,
    secondaryMobile: input.secondaryMobile ?? null,
    phone: input.phone ?? null,
    occupationId: input.occupationId ?? null,
    addresses: input.addresses.map(toAddress),
    idDocuments: input.idDocuments.map(toIdDocument),
    additionalDocuments: (additionalDocuments ?? []).map(({ kindCode, documentId }, index) => ({
      kindCode,
      documentId: fromGlobalId('Document', documentId, `input.additionalDocuments.${index}.documentId`),
    })),
    classification: classification == null ? null : toClassification(classification),
    photoDocumentId: fromOptionalGlobalId('Document', photoDocumentId, 'input.photoDocumentId'),
  };
}

function toAddress(address: CustomerAddressInput): OnboardCustomerRequest['addresses'][number] {
  const { street = null, landmark = null, district = null, state = null, postalCode = null, ...rest } = address;
  return {
    ...rest,
    street,
    landmark,
    district,
    state,
    postalCode,
    poBox: rest.poBox ?? null,
    mobile: rest.mobile ?? null,
  };
}

function toIdDocument(document: CustomerIdDocumentInput, index: number): OnboardCustomerRequest['idDocuments'][number] {
  const idOf = (side: 'frontDocumentId' | 'backDocumentId') =>
    fromOptionalGlobalId('Document', document[side], `input.idDocuments.${index}.${side}`);
  return {
    ...document,
    nameAsPerId: document.nameAsPerId ?? null,
    issuedBy: document.issuedBy ?? null,
    issuedAt: document.issuedAt ?? null,
    issuedOn: document.issuedOn ?? null,
    expiresOn: document.expiresOn ?? null,
    visaNumber: document.visaNumber ?? null,
    visaExpiresOn: document.visaExpiresOn ?? null,
    isDefault: document.isDefault ?? null,
    frontDocumentId: idOf('frontDocumentId'),
    backDocumentId: idOf('backDocumentId'),
  };
}

function toClassification(input: CustomerClassificationInput): CustomerClassification {
  return {
    customerTypeId: input.customerTypeId ?? null,
    incomeType: input.incomeType ?? null,
    annualIncomeRangeId: input.annualIncomeRangeId ?? null,
    annualIncomeCurrency: input.annualIncomeCurrency ?? null,
    monthlyVolume: input.monthlyVolume ?? null,
    monthlyCount: input.monthlyCount ?? null,
    employerName: input.employerName ?? null,
    employerAddress: input.employerAddress ?? null,
    employerPhone: input.employerPhone ?? null,
    professionCategory: input.professionCategory ?? null,
    reasonForAccount: input.reasonForAccount ?? null,
    agentReference: input.agentReference ?? null,
    firstLanguage: input.firstLanguage ?? null,
    maritalStatus: input.maritalStatus ?? null,
    riskRatingId: input.riskRatingId ?? null,
    dnfbp: input.dnfbp ?? null,
    dpms: input.dpms ?? null,
    taxRegistrationNumber: input.taxRegistrationNumber ?? null,
    showRemarksOnTransactions: input.showRemarksOnTransactions ?? null,
    remarks: input.remarks ?? null,
    socialLinks: input.socialLinks ?? [],
  };
}
