import { COVERED_ITEMS, type ConsentPurpose, type DataItem } from '../kernel/consent-purpose.js';
import type { ConsentLanguage } from './consent.js';

/** What a person is shown before they agree. */
export interface ConsentNotice {
  readonly purpose: ConsentPurpose;
  readonly version: number;
  readonly language: ConsentLanguage;
  readonly text: string;
  /** The kinds of data that the consent is about. */
  readonly items: readonly DataItem[];
}

interface Notice {
  /** Raised with every change of a text or of the items: consents to earlier versions are asked for again. */
  readonly version: number;
  readonly texts: Readonly<Record<ConsentLanguage, string>>;
}

const WITHDRAWAL = {
  EN: 'You may withdraw your consent at any time, as easily as you give it.',
  HI: 'आप अपनी सहमति कभी भी, उतनी ही आसानी से वापस ले सकते हैं जितनी आसानी से आपने दी है।',
};

const NOTICES: Readonly<Record<ConsentPurpose, Notice>> = {
  IDENTITY_VERIFICATION: {
    version: 1,
    texts: {
      EN: 'We give the details of your identity documents to a verification provider, which compares them with the records of the authority that issued them.',
      HI: 'हम आपके पहचान दस्तावेज़ों का विवरण एक सत्यापन सेवा को देते हैं, जो उसे जारी करने वाले प्राधिकरण के अभिलेखों से मिलाती है।',
    },
  },
  BANK_VERIFICATION: {
    version: 1,
    texts: {
      EN: 'We give your account number and name to a verification provider, which asks your bank whether the account is yours.',
      HI: 'हम आपका खाता नंबर और नाम एक सत्यापन सेवा को देते हैं, जो आपके बैंक से पूछती है कि खाता आपका है या नहीं।',
    },
  },
  BIOMETRIC_CHECK: {
    version: 1,
    texts: {
      EN: 'We give pictures of your face to a verification provider, which tells whether they show a live person, and the same one as your document.',
      HI: 'हम आपके चेहरे की तस्वीरें एक सत्यापन सेवा को देते हैं, जो बताती है कि उनमें जीवित व्यक्ति है और वही है जो आपके दस्तावेज़ में है।',
    },
  },
  SCREENING: {
    version: 1,
    texts: {
      EN: 'We give your name, contacts and documents to a screening provider, which checks them and compares you with public lists, as the law against money laundering asks.',
      HI: 'हम आपका नाम, संपर्क और दस्तावेज़ एक जाँच सेवा को देते हैं, जो उनकी जाँच करती है और धन-शोधन निवारण कानून के अनुसार सार्वजनिक सूचियों से मिलान करती है।',
    },
  },
  LENDING_WORKFLOW: {
    version: 1,
    texts: {
      EN: 'We pass what you fill in and upload for your loan application to the lending platform that works on it.',
      HI: 'आप अपने ऋण आवेदन के लिए जो भरते और अपलोड करते हैं, वह हम उस ऋण मंच को देते हैं जो उस पर काम करता है।',
    },
  },
  CUSTOMER_DATA_SHARING: {
    version: 1,
    texts: {
      EN: 'We pass your details, documents and photo to the customer data platform, and read there what it knows about you as its customer.',
      HI: 'हम आपका विवरण, दस्तावेज़ और फ़ोटो ग्राहक डेटा मंच को देते हैं, और वहाँ पढ़ते हैं कि वह ग्राहक के रूप में आपके बारे में क्या जानता है।',
    },
  },
};

export function currentVersion(purpose: ConsentPurpose): number {
  return NOTICES[purpose].version;
}

export function currentNotice(purpose: ConsentPurpose, language: ConsentLanguage): ConsentNotice {
  const { version, texts } = NOTICES[purpose];
  const items = COVERED_ITEMS[purpose];
  return { purpose, version, language, text: `${texts[language]} ${WITHDRAWAL[language]}`, items };
}
