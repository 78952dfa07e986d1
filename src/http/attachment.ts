import contentDisposition from 'content-disposition';

/**
 * The `Content-Disposition` of a file to save: the name as it is in `filename*` (RFC 8187), and in `filename` what is left
 * of it in ASCII, for programs that know no other.
 */
export function toAttachment(filename: string): string {
  // Half a character cannot be encoded.
  const name = filename.normalize('NFC').replace(/\p{Cs}/gu, '_');
  const fallback = name
    .normalize('NFKD')
    .replace(/(?<=[A-Za-z])\p{M}+/gu, '')
    .replace(/[^\w. ()-]+/g, '_');
  return contentDisposition(name, { fallback });
}
