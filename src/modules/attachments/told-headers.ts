import type { IncomingHttpHeaders } from 'node:http';
import { idFrom, isUuid, type RequestId } from '../../kernel/ids.js';
import { malformedHeader, notAccepted, tooLarge } from './attachment.refusals.js';
import { keptName } from './domain/file-name.js';
import { isMediaType, MAXIMUM_BYTES, type MediaType } from './domain/media-type.js';

/** What the client says of a file before it sends it. */
export interface ToldHeaders {
  readonly mediaType: MediaType;
  readonly fileName: string | null;
  readonly requestId: RequestId | null;
}

/** Longest X-File-Name that is looked at: 255 bytes, each written as %XX. */
const LONGEST_NAME = 765;

/** @throws HttpProblem for the first thing that is wrong */
export function toldIn(headers: IncomingHttpHeaders): ToldHeaders {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!isMediaType(mediaType)) throw notAccepted();
  if (Number(headers['content-length'] ?? 0) > MAXIMUM_BYTES) throw tooLarge();
  return {
    mediaType,
    fileName: fileNameIn(headers['x-file-name']),
    requestId: requestIdIn(headers['x-request-id']),
  };
}

type Header = string | string[] | undefined;

/** Headers are ASCII, so a name comes as `encodeURIComponent` writes it. */
function fileNameIn(header: Header): string | null {
  if (header === undefined) return null;
  try {
    if (typeof header !== 'string' || header.length > LONGEST_NAME) throw new RangeError('too long');
    return keptName(decodeURIComponent(header));
  } catch {
    throw malformedHeader(
      'X-File-Name',
      '按 encodeURIComponent 编码的文件名，至多 255 字节',
      'a file name as encodeURIComponent writes it, of at most 255 bytes',
    );
  }
}

function requestIdIn(header: Header): RequestId | null {
  if (header === undefined) return null;
  if (!isUuid(header)) throw malformedHeader('X-Request-Id', ' UUID', 'a UUID');
  return idFrom<RequestId>(header);
}
