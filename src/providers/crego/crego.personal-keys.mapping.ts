/**
 * What Crego's values are, told by the keys they stand under and never by what they look like: a flow's designer is free
 * to name fields, so what is in none of these lists may be anything and stays hidden.
 */
const SECRET_WORDS = words(`uid vid password passcode secret token otp pin cvv jwt authorization credentials photo image
  selfie signature fingerprint biometric file bytes base64`);

const PERSONAL_WORDS =
  words(`name firstname lastname middlename surname fullname username dob birth birthdate pob gender
  address addr street house postoffice pincode postcode zip city district state country email mail mobile phone contact
  pan passport passportno identification identificationno voter epic licence license account ifsc upi vpa father mother
  spouse nominee relation latitude longitude geolocation ip occupation income salary turnover gst gstin cin udyam
  nationality marital religion customer user applicant person holder`);

/** Numbers of which the last four may be shown. */
const NUMBER_WORDS = words('mobile phone contact account');

const UUID_OR_DIGEST = /^([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,64})$/i;
const WORD = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** As Crego rules it, and no number of a person. */
const REFERENCE = /^(?!.*\d{7})[A-Za-z0-9_-]{5,50}$/;
const SMALL_NUMBER = /^-?\d{1,6}(\.\d{1,6})?$/;
const YES_OR_NO = /^(true|false)$/;

/** Keys whose values tell nothing about a person, each with the form that its value has: any other form stays hidden. */
const HARMLESS: ReadonlyMap<string, RegExp> = new Map([
  ...entries(
    'id _id flow_id design_id store_id runner_id warehouse_id node_id document_id file_id request_id',
    UUID_OR_DIGEST,
  ),
  ...entries('applicant_id current_applicant_id', UUID_OR_DIGEST),
  ...entries(
    'status step stage node node_name current_node action type applicant_type document_type application_id',
    WORD,
  ),
  ...entries('ref_id', REFERENCE),
  ...entries('created_at updated_at timestamp started_at completed_at submitted_at', TIME),
  ...entries('match_score status_code _status_code version', SMALL_NUMBER),
  ...entries('success is_current visited completed', YES_OR_NO),
]);

export function isAadhaarKey(key: string): boolean {
  return /a+dh+a*r/i.test(key);
}

/** What is shown to nobody, whatever the reason. */
export function isSecretKey(key: string): boolean {
  return isAadhaarKey(key) || wordsOf(key).some((word) => SECRET_WORDS.has(word));
}

/** What is about a person, with everything that stands below it. */
export function isPersonalKey(key: string): boolean {
  if (HARMLESS.has(snake(key))) return false;
  return isSecretKey(key) || key === 'matched_data' || wordsOf(key).some((word) => PERSONAL_WORDS.has(word));
}

export function isNumberKey(key: string): boolean {
  return wordsOf(key).some((word) => NUMBER_WORDS.has(word));
}

export function isPanKey(key: string): boolean {
  return wordsOf(key).includes('pan');
}

export function isHarmless(key: string, value: string | number | boolean): boolean {
  return HARMLESS.get(snake(key))?.test(String(value)) ?? false;
}

function snake(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function wordsOf(key: string): string[] {
  return snake(key).split(/[^a-z0-9]+/);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

function entries(keys: string, form: RegExp): [string, RegExp][] {
  return keys.split(' ').map((key) => [key, form]);
}
