import type { ReasonCode } from '../../domain/kernel/reason.js';
import { textAt } from './cashfree.fact.mapping.js';
import { holderFinding } from './cashfree.mapping.js';
import { registryFinding } from './cashfree.registry-words.mapping.js';
import type { SuiteCapability } from './cashfree.shared.mapping.js';
import { type Finding, reason, word } from './cashfree.shared.mapping.js';
import { detail } from './cashfree.suite.contract.js';

type Details = Readonly<Record<string, unknown>>;
type Refine = (status: string, details: Details, field: string | null) => Finding | null;

const UNKNOWN: Finding = { outcome: 'UNKNOWN', reasons: [] };

function found(outcome: 'FAIL' | 'CAUTION', code: ReasonCode, field: string | null, providerCode: string | null) {
  return { outcome, reasons: [reason(code, field, word(providerCode))] };
}

/** Details that say more than the status word; null leaves the word's meaning as it is. */
const REFINE: Readonly<Partial<Record<SuiteCapability, Refine>>> = {
  PAN_LITE: refinePanLite,
  FACE_MATCH: (status, details) => {
    if (status !== 'SUCCESS') return null;
    const result = textAt(details, 'face_match_result');
    if (result === 'YES') return null;
    return result === 'NO' ? found('FAIL', 'FACE_MISMATCH', 'secondDocumentId', result) : UNKNOWN;
  },
  PAN_ADVANCED: (status, details) => {
    const finding = status === 'VALID' ? holderFinding(textAt(details, 'message') ?? '') : null;
    return finding?.outcome === 'PASS' ? null : finding;
  },
  IP_ADDRESS: (status, details, field) => {
    const proxy = textAt(details, 'proxy_type');
    return status === 'VALID' && proxy !== null && !/^none$/i.test(proxy)
      ? found('CAUTION', 'OTHER', field, proxy)
      : null;
  },
  DRIVING_LICENCE: inForce('details_of_driving_licence.status'),
  CIN: inForce('cin_status'),
  VEHICLE: (status, details, field) => {
    if (status === 'VALID' && details.blacklist_status !== undefined && isBlacklisted(details.blacklist_status))
      return found('CAUTION', 'REGISTRY_INACTIVE', field, 'BLACKLISTED');
    return inForce('rc_status')(status, details, field);
  },
  KYC_LINK: refineForm,
  DOCUMENT_OCR: refineOcr,
};

export function refine(
  capability: SuiteCapability,
  status: string,
  details: Details,
  field: string | null,
): Finding | null {
  return REFINE[capability]?.(status, details, field) ?? null;
}

/** The registry knows it, but a status of its own says that it is not in force. */
function inForce(path: string): Refine {
  return (status, details, field) => (status === 'VALID' ? registryFinding(detail(details, path), field) : null);
}

/** A list or a record of entries counts as well. What is neither this nor clear proves nothing. */
function isBlacklisted(value: unknown): boolean {
  if (typeof value === 'object') return value !== null && Object.keys(value).length > 0;
  return /^(true|yes|y|1|black.?listed)$/i.test(String(value).trim());
}

const PAN_GONE: ReadonlySet<string> = new Set(['EA', 'EC', 'EI', 'EL', 'EM', 'EP', 'ES', 'EU']);

/** E: exists; E with a second letter: exists, after an event (ED: death); N, X, F, D: not found, deactivated, fake, deleted. */
function refinePanLite(status: string, details: Details, field: string | null): Finding | null {
  const code = textAt(details, 'pan_status');
  const exists = code?.startsWith('E') ?? status === 'VALID';
  if (exists !== (status === 'VALID')) return UNKNOWN;
  if (!exists) {
    if (code === 'X' || code === 'D') return found('FAIL', 'REGISTRY_INACTIVE', field, code);
    return code === 'F' ? found('FAIL', 'DOC_FORGED', field, code) : null;
  }
  const reasons = [
    ...(code === 'ED' ? [reason('HOLDER_DECEASED', field, code)] : []),
    ...(code !== null && PAN_GONE.has(code) ? [reason('REGISTRY_INACTIVE', field, code)] : []),
  ];
  if (code !== null && code !== 'E' && code !== 'ED' && !PAN_GONE.has(code)) return UNKNOWN;
  return reasons.length === 0 ? null : { outcome: 'CAUTION', reasons };
}

/** A form that was filled in fails when one of the checks behind it did. */
function refineForm(status: string, details: Details): Finding | null {
  const checks = detail(details, 'verification_details');
  if (status !== 'SUCCESS' || !Array.isArray(checks)) return null;
  const words = checks.map((check: unknown) => (typeof check === 'object' && check !== null ? readStatus(check) : ''));
  const failed = words.some((text) => /^(FAIL|FAILED|FAILURE|INVALID)$/.test(text));
  return failed ? { outcome: 'FAIL', reasons: [reason('OTHER', null, null)] } : null;
}

function readStatus(check: object): string {
  return 'status' in check && typeof check.status === 'string' ? check.status : '';
}

const OCR_CHECKS: readonly (readonly [string, ReasonCode])[] = [
  ['fraud_checks.is_screenshot', 'DOC_SCREENSHOT'],
  ['fraud_checks.is_photo_of_screen', 'DOC_DIGITAL'],
  ['fraud_checks.is_photo_imposed', 'DOC_TAMPERED'],
  ['fraud_checks.is_overwritten', 'DOC_TAMPERED'],
  ['fraud_checks.is_forged', 'DOC_FORGED'],
  ['quality_checks.blur', 'IMAGE_BLURRED'],
  ['quality_checks.glare', 'IMAGE_GLARE'],
  ['quality_checks.partially_present', 'IMAGE_CROPPED'],
  ['quality_checks.obscured', 'IMAGE_COVERED'],
  ['quality_checks.black_and_white', 'DOC_PHOTOCOPY'],
];

function refineOcr(status: string, details: Details, field: string | null): Finding | null {
  if (status === 'INVALID') return null;
  const flagged = OCR_CHECKS.filter(([path]) => textAt(details, path) === 'true');
  if (flagged.length === 0) return null;
  const reasons = flagged.map(([path, code]) =>
    reason(code, field, path.split('.')[1] ?? null, code.startsWith('IMAGE')),
  );
  return { outcome: 'CAUTION', reasons };
}
