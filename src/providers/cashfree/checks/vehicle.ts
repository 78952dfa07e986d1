import { shows } from '../../../domain/provider/evidence.js';
import { parseAnswer } from '../cashfree.answer.contract.js';
import {
  date,
  type FactTable,
  factsAt,
  isText,
  noScore,
  proves,
  rawOf,
  textAt,
  until,
  when,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import type { Finding } from '../cashfree.mapping.js';
import { byWords, finding, type Refine, VALID_OR_NOT } from '../cashfree.words.mapping.js';
import { inForce, isInForce } from './shared/registry-words.js';

/** Of the registration certificate; the owner's phone, father and addresses and the vehicle's own numbers stay behind. */
const FACTS: FactTable = [
  ['ownerName', 'owner'],
  ['ownerCount', 'owner_count'],
  ['manufacturer', 'vehicle_manufacturer_name'],
  ['manufacturedIn', 'vehicle_manufacturing_month_year'],
  ['model', 'model'],
  ['colour', 'vehicle_color'],
  // Their sample spells it like this, their schema the other way.
  ['colour', 'vehicle_colour'],
  ['vehicleClass', 'class'],
  ['vehicleCategory', 'vehicle_category'],
  ['bodyType', 'body_type'],
  ['fuel', 'type'],
  ['emissionNorm', 'norms_type'],
  ['commercial', 'is_commercial'],
  ['registrationStatus', 'rc_status'],
  ['registrationStatusOn', 'status_as_on', date],
  ['registeredBy', 'reg_authority'],
  ['registeredOn', 'reg_date', date],
  ['registrationValidUntil', 'rc_expiry_date', date],
  ['insurer', 'vehicle_insurance_company_name'],
  ['insuredUntil', 'vehicle_insurance_upto', date],
  ['taxedUntil', 'vehicle_tax_upto', date],
  ['emissionTestValidUntil', 'pucc_upto', date],
  ['financer', 'rc_financer'],
  ['blacklistStatus', 'blacklist_status'],
  ['nonUseStatus', 'non_use_status'],
  ['nonUseFrom', 'non_use_from', date],
  ['nonUseUntil', 'non_use_to', date],
  ['permitType', 'permit_type'],
  ['permitValidUntil', 'permit_valid_upto', date],
  ['nationalPermitValidUntil', 'national_permit_upto', date],
];

export const cashfreeVehicleCheck = defineCashfreeCheck('VEHICLE', {
  operation: 'post VEHICLE',
  path: '/vehicle-rc',
  request: ({ checkId, vehicleNumber }) => json({ verification_id: checkId, vehicle_number: vehicleNumber }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { vehicle_number: 'vehicleNumber', vehicle_rc: 'vehicleNumber' }, file: null },
  comparesName: comparesNone,
  verdict: byWords(VALID_OR_NOT, refineVehicle),
  facts: factsAt(FACTS),
  evidence: proves((d) => ({
    statements: {
      vehicleNumber: shows(textAt(d, 'reg_no') ?? textAt(d, 'vehicle_number')),
      registrationStatus: when(isInForce(d.rc_status)),
      blacklistStatus: when(isClear(d.blacklist_status) && isEmpty(d.blacklist_details)),
    },
    periods: [
      { ...until(d, 'registrationValidUntil', 'rc_expiry_date'), decisive: true },
      { ...until(d, 'insuredUntil', 'vehicle_insurance_upto'), decisive: false },
    ],
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

function refineVehicle(...[status, details, field]: Parameters<Refine>): Finding | null {
  if (status === 'VALID' && details.blacklist_status !== undefined && isBlacklisted(details.blacklist_status))
    return finding('CAUTION', 'REGISTRY_INACTIVE', field, 'BLACKLISTED');
  return inForce('rc_status')(status, details, field);
}

/** A list or a record of entries counts as well. What is neither this nor clear proves nothing. */
function isBlacklisted(value: unknown): boolean {
  if (typeof value === 'object') return value !== null && Object.keys(value).length > 0;
  return /^(true|yes|y|1|black.?listed)$/i.test(String(value).trim());
}

/** Assumption: their reference says text, and lists no words. */
function isClear(value: unknown): boolean {
  return value === false || isText(value, /^(na|n\/a|-|false)$/i);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
