import { textScalar } from './text-scalar.js';
import { codeRule, ownReference, tokenRule, typedRule } from './token-rule.js';

export const OtpCodeScalar = textScalar({
  name: 'OtpCode',
  description:
    'A one-time passcode: 4 to 8 digits, as text, so that leading zeros survive. Input only. Example: `012345`.',
  parse: typedRule({ min: 4, max: 8, pattern: /^[0-9]+$/, rule: 'must be a one-time passcode: 4 to 8 digits' }),
  inputOnly: true,
});

export const OtpChallengeScalar = textScalar({
  name: 'OtpChallenge',
  description:
    'What `requestOtp` gave out for a code: 50 to 500 base64url characters and a dot. Input only. Example: `Y29kZSAw….q3x0…`.',
  parse: tokenRule({
    min: 50,
    max: 500,
    pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/,
    rule: 'must be a challenge as it was given out: 50 to 500 characters',
  }),
  inputOnly: true,
});

export const AuthorizationCodeScalar = textScalar({
  name: 'AuthorizationCode',
  description:
    'A code that a provider gave to a person to open a session with: 4 to 512 letters, digits, dots, underscores, tildes, slashes, plus signs, equals signs and dashes. Input only. Example: `code-9000000001`.',
  parse: tokenRule({
    min: 4,
    max: 512,
    pattern: /^[A-Za-z0-9._~/+=-]+$/,
    rule: 'must be a code of 4 to 512 letters, digits and . _ ~ / + = -',
  }),
  inputOnly: true,
});

export const ProviderRecordIdScalar = textScalar({
  name: 'ProviderRecordId',
  description:
    "A provider's own id of one of its records: 1 to 64 letters, digits, underscores and dashes. Example: `33333333-3333-4333-8333-333333333333`.",
  parse: tokenRule({
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_-]+$/,
    rule: 'must be an id of 1 to 64 letters, digits, underscores and dashes',
  }),
});

export const CountryCode2Scalar = textScalar({
  name: 'CountryCode2',
  description: 'A country as two letters (ISO 3166-1 alpha-2). Upper-cased. Example: `IN`.',
  parse: codeRule({
    min: 2,
    max: 2,
    pattern: /^[A-Za-z]+$/,
    rule: 'must be a country code of two letters, such as IN',
  }),
});

export const CountryCode3Scalar = textScalar({
  name: 'CountryCode3',
  description: 'A country as three letters (ISO 3166-1 alpha-3). Upper-cased. Example: `IND`.',
  parse: codeRule({
    min: 3,
    max: 3,
    pattern: /^[A-Za-z]+$/,
    rule: 'must be a country code of three letters, such as IND',
  }),
});

export const IdTypeScalar = textScalar({
  name: 'IdType',
  description: "The CDP's number for a kind of identity document: 1 to 3 digits. Example: `4`.",
  parse: typedRule({ min: 1, max: 3, pattern: /^[0-9]+$/, rule: 'must be an id type: 1 to 3 digits' }),
});

export const IdNumberScalar = textScalar({
  name: 'IdNumber',
  description:
    'The number of an identity document: 1 to 50 letters, digits, slashes, spaces and dashes. Trimmed; case is kept. Masked in answers. Example: `P0000001`.',
  parse: typedRule({
    min: 1,
    max: 50,
    pattern: /^(?=[^A-Za-z0-9]{0,50}[A-Za-z0-9])[A-Za-z0-9/ -]+$/,
    rule: 'must be an id number: 1 to 50 letters, digits, slashes, spaces and dashes',
  }),
});

export const CursorScalar = textScalar({
  name: 'Cursor',
  description:
    'A place in a list, as given by `pageInfo` and `edges`: opaque, 1 to 300 base64url characters. Example: `eyJpZCI6MX0`.',
  parse: tokenRule({
    min: 1,
    max: 300,
    pattern: /^[A-Za-z0-9_-]+$/,
    rule: 'must be a cursor given by an earlier page',
  }),
});

export const SourceKeyScalar = textScalar({
  name: 'SourceKey',
  description:
    "The caller's own key for a person at a provider: 1 to 100 letters, digits, dots, underscores, colons and dashes. Shown in clear, so a PAN or another number of a person is refused. Example: `user:0001`.",
  parse: ownReference(
    tokenRule({
      min: 1,
      max: 100,
      pattern: /^[A-Za-z0-9._:-]+$/,
      rule: 'must be a source key: 1 to 100 letters, digits, dots, underscores, colons and dashes',
    }),
  ),
});

export const RunnerRefIdScalar = textScalar({
  name: 'RunnerRefId',
  description:
    "The caller's own reference of a runner: 5 to 50 letters, digits, underscores and dashes. Shown in clear, so a PAN or another number of a person is refused. Example: `RUNNER-DEMO-01`.",
  parse: ownReference(
    tokenRule({
      min: 5,
      max: 50,
      pattern: /^[A-Za-z0-9_-]+$/,
      rule: 'must be a runner reference: 5 to 50 letters, digits, underscores and dashes',
    }),
  ),
});

export const IdempotencyKeyScalar = textScalar({
  name: 'IdempotencyKey',
  description:
    'A key that the caller makes for one command and sends again with every retry of it, best a UUID: 8 to 128 letters, digits, dots, underscores, colons and dashes. Example: `0b8f6c1e-0000-4000-8000-000000000001`.',
  parse: tokenRule({
    min: 8,
    max: 128,
    pattern: /^[A-Za-z0-9._:-]+$/,
    rule: 'must be an idempotency key: 8 to 128 letters, digits, dots, underscores, colons and dashes',
  }),
});

export const RefreshTokenScalar = textScalar({
  name: 'RefreshToken',
  description: 'A refresh token as it was issued: 43 base64url characters. Input only. Example: `q3x0…`.',
  parse: tokenRule({ min: 43, max: 43, pattern: /^[A-Za-z0-9_-]+$/, rule: 'must be a refresh token: 43 characters' }),
  inputOnly: true,
});

export const PasswordResetTokenScalar = textScalar({
  name: 'PasswordResetToken',
  description: 'A token for a new password, as it was mailed: 43 base64url characters. Input only. Example: `q3x0…`.',
  parse: tokenRule({ min: 43, max: 43, pattern: /^[A-Za-z0-9_-]+$/, rule: 'must be a token of 43 characters' }),
  inputOnly: true,
});

export const ErasureReceiptScalar = textScalar({
  name: 'ErasureReceipt',
  description: 'The receipt of a request for erasure, as it was shown once: 43 base64url characters. Example: `q3x0…`.',
  parse: tokenRule({ min: 43, max: 43, pattern: /^[A-Za-z0-9_-]+$/, rule: 'must be a receipt: 43 characters' }),
});

export const ProgramNameScalar = textScalar({
  name: 'ProgramName',
  description:
    'The name of a program: 3 to 40 lower-case letters and dashes, so that it can hold no number of a person. Example: `reporting-job`.',
  parse: tokenRule({
    min: 3,
    max: 40,
    pattern: /^[a-z-]+$/,
    rule: 'must be the name of a program: 3 to 40 lower-case letters and dashes',
  }),
});

export const TokenIssuerScalar = textScalar({
  name: 'TokenIssuer',
  description:
    'A provider of identities as its tokens name it: an https address of at most 255 characters, taken as it is. Example: `https://login.example.com/realms/kyc`.',
  parse: tokenRule({
    min: 9,
    max: 255,
    pattern: /^https:\/\/[A-Za-z0-9._~:/%-]+$/,
    rule: 'must be an https address of at most 255 characters, without query',
  }),
});

export const ExternalSubjectScalar = textScalar({
  name: 'ExternalSubject',
  description:
    "A provider's own id of a person, taken as it is: 1 to 255 printable ASCII characters without spaces. Example: `person-0001`.",
  parse: tokenRule({
    min: 1,
    max: 255,
    pattern: /^[!-~]+$/,
    rule: 'must be 1 to 255 printable ASCII characters without spaces',
  }),
});

export const ProviderIdScalar = textScalar({
  name: 'ProviderId',
  description:
    'The id of a provider, as `providers` lists them: 1 to 40 lower-case letters, digits and dashes. Example: `cashfree`.',
  parse: tokenRule({
    min: 1,
    max: 40,
    pattern: /^[a-z0-9-]+$/,
    rule: 'must be the id of a provider: 1 to 40 lower-case letters, digits and dashes',
  }),
});
