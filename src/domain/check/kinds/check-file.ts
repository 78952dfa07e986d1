/** A file as a check is given it, or gives it back. */
export interface CheckFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
