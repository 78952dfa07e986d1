/** The secret of a link: given out once, kept by hash. */
export interface LinkSecrets {
  create(): { readonly token: string; readonly hash: string };
  hashOf(token: string): string;
}
