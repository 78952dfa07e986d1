import type { JsonObject, JsonValue } from '../../../domain/provider/workflow-port.js';
import type {
  AdditionalDocumentType,
  AssetType,
  ShareholderType,
  WorkflowStep,
  WorkflowStepData,
  WorkflowStepName,
} from '../../../domain/provider/workflow-step.js';

/**
 * Where each value of a step goes on the wire: our path → Crego's, the lists apart. Business info, shareholders, applicant
 * identity and extra info are documented; the keys of the other steps and of addresses are assumptions.
 */
const PATHS: { readonly [N in WorkflowStepName]: Readonly<Record<string, string>> } = {
  PAN_OR_GST: { pan: 'pan', gstin: 'gst_no' },
  BUSINESS_INFO: {
    name: 'business.name',
    incorporatedOn: 'business.corporation_date',
    gstin: 'business.gst_no',
    email: 'business.email',
    geolocation: 'business.geolocation',
    'proof.name': 'business.business_proof.name',
    'proof.documentId': 'business.business_proof.document_id',
    ...addressPaths('registeredAddress', 'business.registered_address'),
    ...addressPaths('currentAddress', 'business.current_address'),
  },
  SHAREHOLDERS: { shareholders: 'applicants' },
  BUSINESS_EXTRA_INFO: { annualTurnover: 'annual_turnover', employees: 'employees' },
  BUSINESS_ASSET_DETAIL: { assetType: 'asset_type', assetValue: 'asset_value' },
  APPLICANT_IDENTITY: { mobile: 'mobile', panDocumentId: 'pan_file', aadhaarDocumentId: 'aadhaar_file' },
  APPLICANT_EXTRA_INFO: {
    name: 'kyc.name',
    aadhaarNumber: 'kyc.aadhaar_number',
    email: 'kyc.email',
    additionalDocuments: 'kyc.additional_kyc_documents',
    'address.line': 'kyc.address_from_aadhar.address',
    'address.houseNumber': 'kyc.address_from_aadhar.house_no',
    'address.street': 'kyc.address_from_aadhar.street',
    'address.postOffice': 'kyc.address_from_aadhar.postoffice',
    'address.city': 'kyc.address_from_aadhar.city',
    'address.state': 'kyc.address_from_aadhar.state',
    'address.pincode': 'kyc.address_from_aadhar.pincode',
  },
  APPLICANT_BANK_DETAILS: { accountHolder: 'account_holder', accountNumber: 'account_number', ifsc: 'ifsc' },
  SIGNING_FORM: { accepted: 'accepted' },
};

/** Keys of the objects in lists: ours by Crego's. */
const ITEM_KEYS: Readonly<Record<string, string>> = {
  applicant_type: 'type',
  relation_with_primary_applicant: 'relationToPrimary',
  share_holder: 'holdsShares',
  document_type: 'type',
  document: 'documentId',
};

const SHAREHOLDER_WORDS: Readonly<Record<ShareholderType, string>> = { APPLICANT: 'applicant', CO_APPLICANT: 'CoApp1' };
const ASSET_WORDS: Readonly<Record<AssetType, string>> = {
  MACHINERY: 'Machinery',
  VEHICLE: 'Vehicle',
  PROPERTY: 'Property',
  OTHER: 'Other',
};
const DOCUMENT_WORDS: Readonly<Record<AdditionalDocumentType, string>> = {
  PAN: 'PAN',
  AADHAAR: 'Aadhaar',
  DRIVING_LICENCE: 'Driving License',
  VOTER_ID: 'Voter ID',
  OTHER: 'Other',
};

/** The `data` of an execute. What is null is left out. */
export function toStepData(step: WorkflowStep): JsonObject {
  const data: JsonObject = {};
  for (const [ours, theirs] of Object.entries(PATHS[step.name])) put(data, theirs, valueAt(prepared(step), ours));
  if (step.name === 'SHAREHOLDERS') data.number_of_shareholders = step.data.shareholders.length;
  if (step.name === 'BUSINESS_INFO' && step.data.currentAddress === null)
    put(data, 'business.current_address.same_as_registered_address', true);
  return data;
}

/** Our name of a field that was refused under Crego's, e.g. `kyc.email` → `email`; null for one that is not ours. */
export function toStepField(step: WorkflowStepName, theirs: string): string | null {
  const found = Object.entries(PATHS[step]).find(([, path]) => theirs === path || theirs.startsWith(`${path}.`));
  if (found === undefined) return null;
  const [ours, path] = found;
  const rest = theirs.slice(path.length).split('.').slice(1);
  return [ours, ...rest.map((key) => ITEM_KEYS[key] ?? key)].join('.');
}

/** The step's data with Crego's words in place of ours. */
function prepared(step: WorkflowStep): unknown {
  switch (step.name) {
    case 'SHAREHOLDERS':
      return { shareholders: step.data.shareholders.map(toWireShareholder) };
    case 'BUSINESS_ASSET_DETAIL':
      return { ...step.data, assetType: ASSET_WORDS[step.data.assetType] };
    case 'APPLICANT_IDENTITY':
      // Crego's examples know ten digits without a country code.
      return { ...step.data, mobile: step.data.mobile.replace(/^\+91(?=\d{10}$)/, '') };
    case 'APPLICANT_EXTRA_INFO':
      return {
        ...step.data,
        additionalDocuments: step.data.additionalDocuments.map(({ type, documentId }) => ({
          document_type: DOCUMENT_WORDS[type],
          document: documentId,
        })),
      };
    default:
      return step.data;
  }
}

function toWireShareholder(one: WorkflowStepData['SHAREHOLDERS']['shareholders'][number]): JsonObject {
  return {
    name: one.name,
    applicant_type: SHAREHOLDER_WORDS[one.type],
    ...(one.relationToPrimary === null ? {} : { relation_with_primary_applicant: one.relationToPrimary }),
    share_holder: one.holdsShares,
    tags: [...one.tags],
  };
}

function addressPaths(ours: string, theirs: string): Record<string, string> {
  return {
    [`${ours}.line`]: `${theirs}.address`,
    [`${ours}.city`]: `${theirs}.city`,
    [`${ours}.state`]: `${theirs}.state`,
    [`${ours}.pincode`]: `${theirs}.pincode`,
  };
}

function valueAt(value: unknown, path: string): JsonValue {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null) return null;
    found = (found as Record<string, unknown>)[key];
  }
  return (found ?? null) as JsonValue;
}

function put(target: JsonObject, path: string, value: JsonValue): void {
  if (value === null) return;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let object = target;
  for (const key of keys) {
    const inner = object[key];
    const next: JsonObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
    object[key] = next;
    object = next;
  }
  object[last] = value;
}
