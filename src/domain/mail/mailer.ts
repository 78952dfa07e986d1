/** A message of plain text to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Resolves when the message has been handed over; a failure names neither the person nor the text. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
