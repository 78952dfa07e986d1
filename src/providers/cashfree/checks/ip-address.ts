import { parseAnswer } from '../cashfree.answer.contract.js';
import {
  type Details,
  factsAt,
  isText,
  noScore,
  proves,
  rawOf,
  shownText,
  textAt,
  when,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { json } from '../cashfree.client.js';
import type { Finding } from '../cashfree.mapping.js';
import { byWords, done, finding } from '../cashfree.words.mapping.js';

export const cashfreeIpAddressCheck = defineCashfreeCheck('IP_ADDRESS', {
  operation: 'post IP_ADDRESS',
  path: '/ip',
  request: ({ checkId, ipAddress }) => json({ verification_id: checkId, ip_address: ipAddress }),
  parse: parseAnswer,
  told: null,
  fields: { inputs: { ip_address: 'ipAddress', invalid_ip_address: 'ipAddress' }, file: null },
  comparesName: comparesNone,
  verdict: byWords({ VALID: done('PASS'), INVALID: done('FAIL', 'ID_FORMAT_INVALID') }, refineProxy),
  facts: factsAt([
    ['countryCode', 'country_code'],
    ['countryName', 'country_name'],
    ['region', 'region_name'],
    ['city', 'city_name'],
    ['proxyType', 'proxy_type'],
    ['cityRiskScore', 'city_risk_score'],
    ['proxyRiskScore', 'proxy_type_risk_score'],
  ]),
  evidence: proves((d) => ({
    statements: { ipAddress: shownText(d, 'ip_address'), proxy: when(isText(d.proxy_type, /^(-|none)$/i)) },
  })),
  score: noScore,
  raw: rawOf,
  link: null,
  readAgain: null,
});

function refineProxy(status: string, details: Details, field: string | null): Finding | null {
  const proxy = textAt(details, 'proxy_type');
  return status === 'VALID' && proxy !== null && !/^none$/i.test(proxy)
    ? finding('CAUTION', 'OTHER', field, proxy)
    : null;
}
