import {
  CONSENT_ACTIONS,
  CONSENT_CHANNELS,
  CONSENT_LANGUAGES,
  CONSENT_STATES,
  type ConsentAction,
  type ConsentChannel,
  type ConsentLanguage,
  type ConsentState,
} from '../../domain/consent/consent.js';
import { DISCLOSURE_PURPOSES, type DisclosurePurpose } from '../../domain/consent/disclosure.js';
import {
  CONSENT_PURPOSES,
  type ConsentPurpose,
  DATA_ITEMS,
  type DataItem,
} from '../../domain/kernel/consent-purpose.js';
import { enumType } from './enums.js';

const PURPOSE_MEANINGS: Readonly<Record<ConsentPurpose, string>> = {
  IDENTITY_VERIFICATION: 'Compare identity documents with the records of those who issued them.',
  BANK_VERIFICATION: 'Ask a bank whether an account is the person’s.',
  BIOMETRIC_CHECK: 'Look at pictures of the face.',
  SCREENING: 'Check the person and compare them with public lists.',
  LENDING_WORKFLOW: 'Work on a loan application.',
  CUSTOMER_DATA_SHARING: 'Share data with the customer data platform.',
};

export const ConsentPurposeEnum = enumType<ConsentPurpose>(
  'ConsentPurpose',
  'What a person can agree to, each on its own.',
  CONSENT_PURPOSES,
  PURPOSE_MEANINGS,
);

export const DisclosurePurposeEnum = enumType<DisclosurePurpose>(
  'DisclosurePurpose',
  'What data were given to a provider for.',
  DISCLOSURE_PURPOSES,
  {
    ...PURPOSE_MEANINGS,
    CONTACT_VERIFICATION: 'Send a code to an address of the account; the person asks for it, so it takes no consent.',
  },
);

export const DataItemEnum = enumType<DataItem>('DataItem', 'A kind of data; never the data.', DATA_ITEMS, {
  NAME: 'The name.',
  CONTACT: 'Mobile number or email address.',
  DATE_OF_BIRTH: 'The date of birth.',
  ADDRESS: 'Postal addresses.',
  PAN: 'The PAN.',
  AADHAAR: 'The Aadhaar number: it passes through and is kept nowhere.',
  IDENTITY_DOCUMENT: 'Numbers of other identity documents.',
  BUSINESS_IDENTIFIER: 'GSTIN or CIN of a business.',
  VEHICLE: 'The number of a vehicle.',
  NETWORK_ADDRESS: 'The IP address.',
  BANK_ACCOUNT: 'A bank account or UPI address.',
  FACE_IMAGE: 'Pictures of the face.',
  DOCUMENT_FILE: 'Files of documents.',
  APPLICATION_DATA: 'What is filled in on the forms of an application.',
});

export const ConsentLanguageEnum = enumType<ConsentLanguage>(
  'ConsentLanguage',
  'The language of a notice.',
  CONSENT_LANGUAGES,
  { EN: 'English.', HI: 'Hindi.' },
);

export const ConsentChannelEnum = enumType<ConsentChannel>(
  'ConsentChannel',
  'Where a person was asked.',
  CONSENT_CHANNELS,
  { WEB: 'On a website.', MOBILE_APP: 'In an app.', BRANCH: 'In a branch.', PHONE: 'On the phone.' },
);

export const ConsentActionEnum = enumType<ConsentAction>(
  'ConsentAction',
  'What a person did about a consent.',
  CONSENT_ACTIONS,
  { GIVEN: 'Agreed.', WITHDRAWN: 'Took it back, or refused.' },
);

export const ConsentStateEnum = enumType<ConsentState>(
  'ConsentState',
  'Whether a person agrees to a purpose.',
  CONSENT_STATES,
  {
    NONE: 'Never asked.',
    LIVE: 'Agreed to the current notice.',
    OUTDATED: 'Agreed to an earlier notice: ask again.',
    WITHDRAWN: 'Withdrawn or refused: nothing is given to a provider, and none is asked again.',
  },
);
