import type {
  CustomerClassification,
  CustomerIdDocument,
  EncodedFile,
  OnboardingInput,
} from '../../domain/provider/customer-port.js';
import type {
  CdpAddress,
  CdpClassification,
  CdpFile,
  CdpIdDetail,
  CdpOnboardingRequest,
} from './cdp.onboarding.contract.js';

/** The platform's words for the parts of an onboarding that its public pages leave open. */
export interface CdpVocabulary {
  readonly channel: string | undefined;
  readonly agentLocationId: string | undefined;
  readonly residentTypeId: number | undefined;
  readonly genders: Readonly<Record<OnboardingInput['gender'], string>>;
  readonly addressTypes: Readonly<Record<OnboardingInput['addresses'][number]['type'], string>>;
}

/** Holds images and identity numbers in clear: for the wire only. A null of ours is a key left out of theirs. */
export function toOnboardingBody(input: OnboardingInput, words: CdpVocabulary): CdpOnboardingRequest {
  const saysDefault = input.idDocuments.some(({ isDefault }) => isDefault === true);
  return {
    channel: words.channel,
    agent_location_id: words.agentLocationId,
    first_name: input.firstName,
    middle_name: input.middleName ?? undefined,
    last_name: input.lastName,
    preferred_name: input.preferredName ?? undefined,
    mothers_maiden_name: input.mothersMaidenName ?? undefined,
    nationality: input.nationality,
    second_nationality: input.secondNationality ?? undefined,
    native_region: input.nativeRegion ?? undefined,
    date_of_birth: input.dateOfBirth,
    country_of_birth: input.countryOfBirth ?? undefined,
    place_of_birth: input.placeOfBirth ?? undefined,
    resident_type_id: input.residentTypeId ?? words.residentTypeId,
    country_of_residence: input.countryOfResidence,
    gender: words.genders[input.gender],
    primary_mobile_number: input.mobile,
    secondary_mobile_number: input.secondaryMobile ?? undefined,
    phone_number: input.phone ?? undefined,
    email_id: input.email,
    occupation_id: input.occupationId ?? undefined,
    political_exposed_person: input.politicallyExposed,
    address_list: input.addresses.map((address) => toAddress(address, words)),
    id_details: input.idDocuments.map((document, index) =>
      toIdDetail(document, saysDefault ? document.isDefault === true : index === 0),
    ),
    additional_docs:
      input.additionalDocuments.length === 0
        ? undefined
        : input.additionalDocuments.map(({ kindCode, file }) => ({ document_id: kindCode, ...encode(file) })),
    customer_classification: toClassification(input.classification, input.profilePhoto),
  };
}

function toAddress(address: OnboardingInput['addresses'][number], words: CdpVocabulary): CdpAddress {
  return {
    address_type_id: words.addressTypes[address.type],
    building_name: address.line1,
    street_name: address.street ?? undefined,
    landmark: address.landmark ?? undefined,
    city: address.city,
    district: address.district ?? undefined,
    state: address.state ?? undefined,
    country: address.country,
    zip: address.postalCode ?? undefined,
    po_box: address.poBox ?? undefined,
    mobile_number: address.mobile ?? undefined,
  };
}

function toIdDetail(document: CustomerIdDocument, isDefault: boolean): CdpIdDetail {
  return {
    id_type: document.idType,
    id_number: document.idNumber,
    name_as_per_id: document.nameAsPerId ?? undefined,
    issued_country: document.issuedCountry,
    issued_by: document.issuedBy ?? undefined,
    issued_at: document.issuedAt ?? undefined,
    issued_on: document.issuedOn ?? undefined,
    date_of_expiry: document.expiresOn ?? undefined,
    visa_number: document.visaNumber ?? undefined,
    visa_expiry_date: document.visaExpiresOn ?? undefined,
    active_status: document.active,
    default_status: isDefault,
    id_front: document.front === null ? undefined : encode(document.front),
    id_back: document.back === null ? undefined : encode(document.back),
  };
}

function toClassification(
  given: CustomerClassification | null,
  photo: EncodedFile | null,
): CdpClassification | undefined {
  const profile_photo = photo === null ? undefined : encode(photo);
  if (given === null) return profile_photo === undefined ? undefined : { profile_photo };
  const links = given.socialLinks.map(({ kindCode, text }) => ({ social_links_id: kindCode, text_field: text }));
  return {
    customer_type_id: given.customerTypeId ?? undefined,
    income_type: given.incomeType ?? undefined,
    annual_income_range_id: given.annualIncomeRangeId ?? undefined,
    annual_income_currency_code: given.annualIncomeCurrency ?? undefined,
    txn_vol_month: given.monthlyVolume ?? undefined,
    txn_count_month: given.monthlyCount ?? undefined,
    employer_name: given.employerName ?? undefined,
    employer_address: given.employerAddress ?? undefined,
    employer_phone: given.employerPhone ?? undefined,
    profession_category: given.professionCategory ?? undefined,
    reason_for_acc: given.reasonForAccount ?? undefined,
    agent_ref_no: given.agentReference ?? undefined,
    first_language: given.firstLanguage ?? undefined,
    marital_status: given.maritalStatus ?? undefined,
    risk_rating_id: given.riskRatingId ?? undefined,
    dnfbp: given.dnfbp ?? undefined,
    dpms: given.dpms ?? undefined,
    tax_registration_number: given.taxRegistrationNumber ?? undefined,
    show_remarks_on_txn: given.showRemarksOnTransactions ?? undefined,
    customer_remarks: given.remarks ?? undefined,
    social_links: links.length === 0 ? undefined : links,
    profile_photo,
  };
}

function encode(file: EncodedFile): CdpFile {
  return { base64_data: Buffer.from(file.bytes).toString('base64'), content_type: file.contentType };
}

/** Our words for the platform's fields, for refusals that name one. */
const FIELDS: Readonly<Record<string, string>> = {
  first_name: 'firstName',
  middle_name: 'middleName',
  last_name: 'lastName',
  preferred_name: 'preferredName',
  mothers_maiden_name: 'mothersMaidenName',
  nationality: 'nationality',
  second_nationality: 'secondNationality',
  native_region: 'nativeRegion',
  date_of_birth: 'dateOfBirth',
  country_of_birth: 'countryOfBirth',
  place_of_birth: 'placeOfBirth',
  resident_type_id: 'residentTypeId',
  country_of_residence: 'countryOfResidence',
  gender: 'gender',
  primary_mobile_number: 'mobile',
  secondary_mobile_number: 'secondaryMobile',
  phone_number: 'phone',
  email_id: 'email',
  occupation_id: 'occupationId',
  political_exposed_person: 'politicallyExposed',
  address_list: 'addresses',
  address_type_id: 'addresses.type',
  building_name: 'addresses.line1',
  zip: 'addresses.postalCode',
  po_box: 'addresses.poBox',
  id_details: 'idDocuments',
  id_type: 'idDocuments.idType',
  id_number: 'idDocuments.idNumber',
  issued_country: 'idDocuments.issuedCountry',
  issued_on: 'idDocuments.issuedOn',
  date_of_expiry: 'idDocuments.expiresOn',
  id_front: 'idDocuments.frontDocumentId',
  id_back: 'idDocuments.backDocumentId',
  additional_docs: 'additionalDocuments',
  customer_type_id: 'classification.customerTypeId',
  income_type: 'classification.incomeType',
  annual_income_range_id: 'classification.annualIncomeRangeId',
  annual_income_currency_code: 'classification.annualIncomeCurrency',
  profession_category: 'classification.professionCategory',
  reason_for_acc: 'classification.reasonForAccount',
  marital_status: 'classification.maritalStatus',
  risk_rating_id: 'classification.riskRatingId',
  profile_photo: 'photoDocumentId',
};

/** The first of their fields that a message names, in our words. Nothing else of the message gets through. */
export function fieldNamedIn(message: string): string | null {
  for (const word of message.toLowerCase().match(/[a-z][a-z_]{1,40}/g) ?? []) {
    if (Object.hasOwn(FIELDS, word)) return FIELDS[word] ?? null;
  }
  return null;
}
