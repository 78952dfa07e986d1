import type { CheckFile } from '../../domain/check/kinds/check-file.js';
import { badResponse } from '../provider-errors.js';

const MAX_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** Where files may be fetched from. */
export interface FileSources {
  /** Of the suite itself. */
  readonly baseUrl: string;
  /** Host names; each stands for itself and everything below it. Over https only. */
  readonly hosts: readonly string[];
}

/**
 * Fetches a file that an answer links to. The link comes from outside, so it is followed only to hosts that are known,
 * without credentials and without redirects.
 * @throws ProviderError PROVIDER_BAD_RESPONSE with an unknown outcome: the paid call before it was carried out
 */
export async function fetchFile(url: string, sources: FileSources, signal?: AbortSignal): Promise<CheckFile> {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null || !isKnown(target, sources)) throw badResponse('cashfree', 'command');
  try {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(target, {
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    if (!response.ok || response.body === null) throw new Error('no file');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) throw new Error('too large');
      chunks.push(chunk);
    }
    const contentType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    if (!/^image\/(png|jpe?g)$/.test(contentType)) throw new Error('no image');
    const extension = contentType === 'image/png' ? 'png' : 'jpg';
    return { filename: `masked-aadhaar.${extension}`, contentType, bytes: Buffer.concat(chunks) };
  } catch {
    // Nothing of the upstream failure may travel: its text can quote the link, which is a secret.
    throw badResponse('cashfree', 'command');
  }
}

function isKnown(target: URL, { baseUrl, hosts }: FileSources): boolean {
  if (target.username !== '' || target.password !== '') return false;
  if (target.origin === new URL(baseUrl).origin) return true;
  if (target.protocol !== 'https:') return false;
  return hosts.some((host) => target.hostname === host || target.hostname.endsWith(`.${host}`));
}
