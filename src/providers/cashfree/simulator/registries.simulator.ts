import { compareNames, findPan } from './known-people.simulator.js';
import { invalidField, magicNumber, missing, SimulatedError } from './magic-inputs.simulator.js';

export type Fields = Readonly<Record<string, string | null>>;

/** A product that is one JSON request: what it must be given, and what the registry knows. */
export interface Registry {
  readonly path: string;
  readonly required: Readonly<Record<string, RegExp>>;
  /** The field whose last four digits are a magic number. */
  readonly magic: string;
  readonly answer: (fields: Fields, magic: string | null) => Readonly<Record<string, unknown>>;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PAN = /^[A-Z]{5}\d{4}[A-Z]$/;
const invalidRecord = { status: 'INVALID' };
/** By how the address begins. */
const VPA_STATUSES: readonly (readonly [string, string])[] = [
  ['failure', 'INVALID'],
  ['expired', 'EXPIRED'],
  ['invalidname', 'NPCI_NAME_INCORRECT'],
];

/** 0404 is not known, 0007 has a status that is in no list; anything else exists. */
function known(magic: string | null, record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (magic === '0404') return invalidRecord;
  return { status: magic === '0007' ? 'UNDER_REVIEW' : 'VALID', ...record };
}

export const REGISTRIES: readonly Registry[] = [
  {
    path: '/pan/advance',
    required: { verification_id: /./, pan: PAN },
    magic: 'pan',
    answer: ({ pan, name }) => {
      const record = findPan(pan ?? '', name ?? null);
      if (record === null || record.status === 'DELETED') return { ...invalidRecord, message: 'Invalid PAN', pan };
      const [first, ...rest] = record.registeredName.split(' ');
      return {
        status: record.status === 'VALID' ? 'VALID' : record.status,
        message: record.message,
        pan,
        name_provided: name ?? '',
        registered_name: record.registeredName,
        name_pan_card: record.registeredName,
        first_name: first,
        last_name: rest.at(-1) ?? '',
        type: record.type,
        gender: 'Female',
        date_of_birth: '12-04-1990',
        masked_aadhaar_number: 'XXXXXXXX0001',
        email: 'te***@example.com',
        mobile_number: '90XXXXXX01',
        aadhaar_linked: true,
        address: { city: 'BENGALURU', state: 'KARNATAKA', pincode: 560001, country: 'INDIA' },
      };
    },
  },
  {
    path: '/pan-lite',
    required: { verification_id: /./, pan: PAN, name: /./, dob: DATE },
    magic: 'pan',
    answer: ({ pan, name, dob }, magic) => {
      const record = findPan(pan ?? '', name ?? null);
      const given = { pan, name, dob };
      if (record === null) return { ...invalidRecord, ...given, pan_status: 'N' };
      const status =
        { '0001': 'ED', '0002': 'EL', '0004': 'D', '0005': 'X', '0006': 'F', '0007': 'Q' }[magic ?? ''] ?? 'E';
      return {
        status: status.startsWith('E') || status === 'Q' ? 'VALID' : 'INVALID',
        ...given,
        pan_status: status,
        name_match: compareNames(record.registeredName, name ?? '').score >= 70 ? 'Y' : 'N',
        dob_match: dob === '1900-01-01' ? 'N' : 'Y',
        aadhaar_seeding_status: 'Y',
      };
    },
  },
  {
    path: '/ip',
    required: { verification_id: /./, ip_address: /^[0-9A-Fa-f.:]{3,45}$/ },
    magic: 'ip_address',
    answer: ({ ip_address }) => {
      if (ip_address === '0.0.0.0') throw new SimulatedError(400, 'invalid_ip_address', 'invalid ip address');
      const proxy = ip_address?.startsWith('198.51.100.') === true;
      return {
        status: 'VALID',
        ip_address,
        proxy_type: proxy ? 'VPN' : '-',
        country_code: 'IN',
        country_name: 'India',
        region_name: 'Karnataka',
        city_name: 'Bengaluru',
        city_risk_score: '0.10',
        proxy_type_risk_score: proxy ? '0.90' : '0.00',
      };
    },
  },
  {
    path: '/digilocker/verify-account',
    required: { verification_id: /./ },
    magic: 'mobile_number',
    answer: ({ mobile_number, aadhaar_number }) => {
      const whose = mobile_number ?? aadhaar_number ?? null;
      if (whose === null) throw new SimulatedError(400, 'invalid_request', 'mobile or aadhaar is needed');
      const echo =
        mobile_number === null || mobile_number === undefined
          ? { aadhaar_number: `XXXXXXXX${whose.slice(-4)}` }
          : { mobile_number };
      if (whose.endsWith('0404')) return { ...echo, status: 'ACCOUNT_NOT_FOUND' };
      return { ...echo, status: 'ACCOUNT_EXISTS', digilocker_id: 'example-id' };
    },
  },
  {
    path: '/driving-license',
    required: { verification_id: /./, dl_number: /./, dob: DATE },
    magic: 'dl_number',
    answer: ({ dl_number, dob }, magic) =>
      known(magic, {
        dl_number,
        dob,
        dl_validity: { non_transport: { from: '01/01/2015', to: '01/01/2035' } },
        details_of_driving_licence: {
          name: 'TEST HOLDER',
          date_of_issue: '01/01/2015',
          status: magic === '0011' ? 'SUSPENDED' : 'ACTIVE',
          split_address: { state: [['Karnataka', 'KA']] },
        },
      }),
  },
  {
    path: '/voter-id',
    required: { verification_id: /./, epic_number: /./ },
    magic: 'epic_number',
    answer: ({ epic_number, name }, magic) =>
      known(magic, {
        epic_number,
        name: (name ?? 'Test Holder').toUpperCase(),
        age: '35',
        gender: 'Female',
        state: 'Karnataka',
        assembly_constituency: 'Example',
      }),
  },
  {
    path: '/passport',
    required: { verification_id: /./, file_number: /./, dob: DATE },
    magic: 'file_number',
    answer: ({ file_number, dob, name }, magic) =>
      known(magic, {
        file_number,
        dob,
        name: (name ?? 'Test Holder').toUpperCase(),
        application_type: 'NORMAL',
        application_received_date: '2021-02-01',
      }),
  },
  {
    path: '/cin',
    required: { verification_id: /./, cin: /^.{21}$/ },
    magic: 'cin',
    answer: ({ cin }, magic) =>
      known(magic, {
        cin,
        company_name: 'EXAMPLE TRADERS PRIVATE LIMITED',
        registration_number: 1,
        incorporation_date: '2020-01-31',
        cin_status: magic === '0011' ? 'STRIKE OFF' : 'ACTIVE',
        incorporation_country: 'India',
        director_details: [],
      }),
  },
  {
    path: '/upi',
    required: { verification_id: /./, vpa: /^[^@]+@[^@]+$/ },
    magic: 'vpa',
    answer: ({ vpa }, magic) => {
      const status = VPA_STATUSES.find(([beginning]) => vpa?.startsWith(beginning))?.[1];
      if (vpa?.startsWith('unsupported') === true)
        throw new SimulatedError(400, 'vpa_unsupported', 'vpa is not supported.');
      if (status !== undefined || magic === '0404') return { status: status ?? 'INVALID', vpa };
      return known(magic, { vpa, name_at_bank: 'JOHN DOE' });
    },
  },
  {
    path: '/vehicle-rc',
    required: { verification_id: /./, vehicle_number: /./ },
    magic: 'vehicle_number',
    answer: ({ vehicle_number }, magic) =>
      known(magic, {
        reg_no: vehicle_number,
        owner: 'TEST HOLDER',
        vehicle_manufacturer_name: 'EXAMPLE MOTORS',
        model: 'EXAMPLE ONE',
        class: 'Motor Car',
        type: 'PETROL',
        rc_status: magic === '0011' ? 'SUSPENDED' : 'ACTIVE',
        status_as_on: '01/01/2026',
        reg_date: '31/01/2020',
        rc_expiry_date: '30/01/2035',
        vehicle_insurance_upto: '30/01/2030',
        blacklist_status: magic === '0012' ? 'BLACKLISTED' : 'NA',
        is_commercial: false,
      }),
  },
];

/** Refuses what is missing or malformed, as the suite does. */
export function checkFields(registry: Registry, fields: Fields): void {
  for (const [name, pattern] of Object.entries(registry.required)) {
    const value = fields[name] ?? null;
    if (value === null) throw missing(name);
    if (!pattern.test(value)) throw invalidField(name);
  }
}

/** The last four digits of the number that the registry is asked about; of a PAN as in every other check. */
export function registryMagic(registry: Registry, fields: Fields): string | null {
  const value = fields[registry.magic] ?? '';
  if (registry.magic === 'pan') return magicNumber(value);
  if (registry.magic === 'ip_address' || registry.magic === 'mobile_number') return null;
  return /(\d{4})(?:@[a-z]+)?$/.exec(value)?.[1] ?? null;
}
