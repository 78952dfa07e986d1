import { optionalTextSetting, optionalUrlSetting, type SettingTable, textSetting } from './setting.js';

/** How people are written to. */
export const MAIL_SETTINGS = {
  SMTP_URL: optionalUrlSetting({
    description:
      'The mail server: `smtp://user:password@host:587`, or `smtps://…:465`. Unset outside production: mail is put into `mail` in the data folder instead; in production: nobody can reset a password.',
    protocols: ['smtp:', 'smtps:'],
    secret: true,
  }),
  MAIL_FROM: textSetting({ description: 'The sender of mail.', fallback: 'KYC gateway <no-reply@localhost>' }),
  PASSWORD_RESET_LINK: optionalTextSetting({
    description:
      'Your page where people choose a new password, e.g. `https://app.example.com/reset#{token}`; `{token}` stands for the token. Unset: the mail holds the token itself.',
  }),
} satisfies SettingTable;
