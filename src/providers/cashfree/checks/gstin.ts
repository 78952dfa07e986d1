import { shows } from '../../../domain/provider/evidence.js';
import { noScore } from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json, optional } from '../cashfree.client.js';
import { type CashfreeGstin, parseGstinAnswer } from '../cashfree.contract.js';
import { completed, type Finding, reason, toIsoDate, word } from '../cashfree.mapping.js';

export const cashfreeGstinCheck = defineCashfreeCheck('GSTIN', {
  operation: 'verifyGstin',
  path: '/gstin',
  request: ({ gstin, businessName }, { choices }) =>
    json({ GSTIN: gstin, ...optional(choices.gstinNameField, businessName) }),
  parse: parseGstinAnswer,
  told: null,
  fields: {
    inputs: { GSTIN: 'gstin', business_name: 'businessName', businessName: 'businessName' },
    file: null,
  },
  comparesName: comparesNone,
  verdict: (gstin) => completed(gstinFinding(gstin)),
  facts: (gstin) => ({
    legalName: gstin.legal_name_of_business,
    tradeName: gstin.trade_name_of_business,
    gstinStatus: gstin.gst_in_status,
    constitution: gstin.constitution_of_business,
    taxpayerType: gstin.taxpayer_type,
    registeredOn: toIsoDate(gstin.date_of_registration),
    lastUpdatedOn: toIsoDate(gstin.last_update_date),
    centreJurisdiction: gstin.center_jurisdiction,
    stateJurisdiction: gstin.state_jurisdiction,
    businessActivities: gstin.nature_of_business_activities.join(', ') || null,
    principalAddress: gstin.principal_place_address,
    district: gstin.district,
    state: gstin.state,
    pincode: gstin.pincode,
  }),
  evidence: (gstin) => ({
    checkId: null,
    statements: {
      gstin: shows(gstin.GSTIN),
      businessName: shows(gstin.legal_name_of_business, gstin.trade_name_of_business),
    },
    periods: [],
  }),
  score: noScore,
  raw: (gstin) => ({ providerStatus: word(gstin.gst_in_status), providerCode: null, providerLabel: null }),
  link: null,
  readAgain: null,
});

function gstinFinding(gstin: CashfreeGstin): Finding {
  const status = gstin.gst_in_status?.toLowerCase() ?? '';
  const providerCode = word(gstin.gst_in_status);
  if (gstin.valid === null) {
    return { outcome: 'NOT_FOUND', reasons: [reason('REGISTRY_NOT_FOUND', 'gstin', null)] };
  }
  if (status === 'inactive' || status.startsWith('cancelled')) {
    return { outcome: 'FAIL', reasons: [reason('REGISTRY_INACTIVE', 'gstin', providerCode)] };
  }
  if (!gstin.valid) return { outcome: 'FAIL', reasons: [reason('REGISTRY_NOT_FOUND', 'gstin', providerCode)] };
  if (status === 'suspended') {
    return { outcome: 'CAUTION', reasons: [reason('REGISTRY_INACTIVE', 'gstin', providerCode)] };
  }
  return { outcome: status === 'active' ? 'PASS' : 'UNKNOWN', reasons: [] };
}
