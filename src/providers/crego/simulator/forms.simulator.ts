import { DEMO_PEOPLE } from '../../../demo/people.js';
import type { SimulatedApplicant, SimulatedRunner } from './state.simulator.js';

/** A JSON Schema as far as the sample flow uses it. */
export interface Schema {
  readonly type: 'object' | 'string' | 'array' | 'integer' | 'number' | 'boolean';
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface SimulatedForm {
  readonly schema: Schema;
  readonly ui: Record<string, unknown>;
}

/** The Aadhaar number that UIDAI publishes for tests; every simulated form repeats it, none is ever kept. */
const TEST_AADHAAR = '999941057058';

const UUID = '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
const FILE_UI = { 'ui:widget': 'file' };

function text(title: string, rest: Partial<Schema> = {}): Schema {
  return { type: 'string', title, ...rest };
}

function object(title: string, properties: Record<string, Schema>, required: readonly string[]): Schema {
  return { type: 'object', title, properties, required };
}

function form(
  properties: Record<string, Schema>,
  required: readonly string[],
  ui: Record<string, unknown> = {},
): SimulatedForm {
  return { schema: { type: 'object', properties, required }, ui };
}

const ADDRESS: Record<string, Schema> = {
  address: text('Address'),
  city: text('City'),
  state: text('State'),
  pincode: text('Pincode', { pattern: '^[1-9]\\d{5}$' }),
};

/** The forms of the sample flow. The fields of `business_extra_info`, `business_asset_detail`, `applicant_bank_details` and `signing_form` are invented. */
const FORMS: Readonly<Record<string, (runner: SimulatedRunner) => SimulatedForm>> = {
  pan_or_gst: () =>
    form(
      {
        pan: text('PAN', { pattern: '^[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]$' }),
        gst_no: text('GST Number', { pattern: '^\\d{2}[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$' }),
      },
      [],
    ),
  business_info: () =>
    form({ business: businessSchema() }, ['business'], { business: { business_proof: { document_id: FILE_UI } } }),
  shareholders: () =>
    form(
      {
        // Required by the schema and missing in the documented example, which the default makes valid.
        number_of_shareholders: { type: 'integer', title: 'Number of shareholders', default: 1 },
        applicants: { type: 'array', title: 'Shareholders', items: shareholderSchema() },
      },
      ['number_of_shareholders', 'applicants'],
      { applicants: { 'ui:widget': 'list' } },
    ),
  business_extra_info: () =>
    form(
      {
        annual_turnover: { type: 'number', title: 'Annual turnover' },
        employees: { type: 'integer', title: 'Employees' },
      },
      ['annual_turnover'],
    ),
  business_asset_detail: () =>
    form(
      {
        asset_type: text('Asset type', { enum: ['Machinery', 'Vehicle', 'Property', 'Other'] }),
        asset_value: { type: 'number', title: 'Value' },
      },
      ['asset_type'],
    ),
  applicant_list: ({ applicants }) =>
    form({ applicant_id: text('Applicant', { enum: applicants.map(({ id }) => id) }) }, []),
  applicant_pan_and_mobile: () =>
    form(
      {
        mobile: text('Mobile', { pattern: '^[6-9]\\d{9}$' }),
        pan_file: text('PAN', { format: 'document', pattern: UUID }),
        aadhaar_file: text('Aadhaar', { format: 'document', pattern: UUID }),
      },
      ['mobile', 'pan_file', 'aadhaar_file'],
      { pan_file: FILE_UI, aadhaar_file: FILE_UI },
    ),
  applicant_extra_info: (runner) => kycForm(profileOf(runner)),
  applicant_bank_details: () =>
    form(
      {
        account_holder: text('Account holder'),
        account_number: text('Account number', { pattern: '^[A-Za-z0-9]{6,40}$' }),
        ifsc: text('IFSC', { pattern: '^[A-Z]{4}0[A-Z0-9]{6}$' }),
      },
      ['account_number', 'ifsc'],
    ),
  signing_form: () => form({ accepted: { type: 'boolean', title: 'I sign this application' } }, ['accepted']),
};

/** The form of a node, or null for a node that waits for nobody. */
export function formOf(runner: SimulatedRunner, node: string): SimulatedForm | null {
  return Object.hasOwn(FORMS, node) ? (FORMS[node]?.(runner) ?? null) : null;
}

function businessSchema(): Schema {
  const same: Schema = { type: 'boolean', title: 'Same as registered address', default: true };
  return object(
    'Business',
    {
      name: text('Business name'),
      corporation_date: text('Date of incorporation', { format: 'date' }),
      gst_no: text('GST Number'),
      email: text('Email', { format: 'email' }),
      geolocation: text('Location'),
      business_proof: object(
        'Proof',
        { name: text('Kind'), document_id: text('Document', { format: 'document' }) },
        [],
      ),
      registered_address: object('Registered address', ADDRESS, []),
      current_address: object('Current address', { same_as_registered_address: same, ...ADDRESS }, []),
    },
    ['name'],
  );
}

function shareholderSchema(): Schema {
  return object(
    'Shareholder',
    {
      name: text('Name'),
      tags: { type: 'array', title: 'Tags', items: text('Tag') },
      applicant_type: text('Type', { enum: ['applicant', 'CoApp1'] }),
      relation_with_primary_applicant: text('Relation'),
      share_holder: { type: 'boolean', title: 'Holds shares' },
    },
    ['name', 'applicant_type'],
  );
}

interface Profile {
  readonly name: string;
  readonly address: string;
  readonly state: string;
  readonly city: string;
  readonly pincode: string;
}

export function currentApplicant(runner: SimulatedRunner): SimulatedApplicant | null {
  return runner.applicants.find(({ id }) => id === runner.current_applicant_id) ?? null;
}

function profileOf(runner: SimulatedRunner): Profile {
  const applicant = currentApplicant(runner);
  const person = DEMO_PEOPLE.find(({ cregoApplicantId }) => cregoApplicantId === applicant?.id);
  if (person === undefined) return { name: applicant?.name ?? '', address: '', state: '', city: '', pincode: '' };
  const { street, city, state, pincode } = person;
  return {
    name: `${person.firstName} ${person.lastName}`,
    address: `${street}, ${city}, ${state}, ${pincode}`,
    state: state.toUpperCase(),
    city: city.toUpperCase(),
    pincode,
  };
}

/** Key by key the documented form, the whole Aadhaar number among its defaults. */
function kycForm(profile: Profile): SimulatedForm {
  const documents: Schema = {
    type: 'array',
    title: 'Additional KYC Documents',
    items: {
      type: 'object',
      properties: {
        document_type: {
          type: 'string',
          enum: ['PAN', 'Aadhaar', 'Driving License', 'Voter ID', 'Other'],
          title: 'Document Type',
        },
        document: text('Document', { format: 'document' }),
      },
      required: ['document_type', 'document'],
    },
  };
  const kyc = object(
    'KYC Details',
    {
      name: text('Applicant name', { default: profile.name }),
      aadhaar_number: text('Aadhaar Number', { default: TEST_AADHAAR }),
      selfie: text('Selfie'),
      additional_kyc_documents: documents,
      email: text('Email', { format: 'email', default: '' }),
      address_from_aadhar: addressFromAadhaar(profile),
    },
    ['email', 'aadhaar_number', 'address_from_aadhar'],
  );
  return form({ kyc }, ['kyc'], {
    kyc: {
      name: { 'ui:disabled': true },
      additional_kyc_documents: { 'ui:widget': 'list', items: { document: FILE_UI } },
      address_from_aadhar: { address: { 'ui:placeholder': 'Enter your address here' } },
    },
  });
}

function addressFromAadhaar(profile: Profile): Schema {
  return object(
    'Address from Aadhaar',
    {
      address: text('Residence Address', { description: 'Address from Aadhaar', default: profile.address }),
      house_no: text('House Number', { default: '' }),
      street: text('Street', { default: '' }),
      postoffice: text('Post Office', { default: '' }),
      state: text('State', { default: profile.state }),
      city: text('City', { default: profile.city }),
      pincode: text('Pincode', { default: profile.pincode }),
    },
    ['house_no', 'street', 'postoffice', 'state', 'pincode', 'city'],
  );
}
