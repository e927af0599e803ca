import { EXTENSIONS, type MediaType } from './media-type.js';

/** Most characters (code points) of a name that is kept, and most bytes, which file systems count. */
const MOST_CHARACTERS = 120;
const MOST_BYTES = 200;

/** Characters that no name needs: controls, marks that turn the direction of writing (`fdp.exe` as `exe.pdf`), halves. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/** What file systems and shells take for something else. */
const SPECIAL = /[<>:"|?*]/g;

/**
 * A file's name as it is kept: the last part of what was told, without what could mislead whoever reads it or the
 * system it is saved on. Null where nothing is left.
 *
 * @returns at most 120 characters and 200 bytes, limits of the product; the extension stays
 */
export function keptName(told: string): string | null {
  const last = told.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last.replace(UNWANTED, '').replace(SPECIAL, '_').replace(/\s+/g, ' ');
  const bare = plain.replace(/^[. ]+|[. ]+$/g, '');
  const short = shortened(bare);
  return short === '' ? null : short;
}

/** Cut in the middle of the name, so that the extension stays. */
function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 6 ? name.slice(dot) : '';
  const stem = Array.from(name.slice(0, name.length - extension.length));
  stem.splice(MOST_CHARACTERS - Array.from(extension).length);
  while (Buffer.byteLength(stem.join('') + extension) > MOST_BYTES) stem.pop();
  return stem.join('').trimEnd() + extension;
}

/**
 * The name under which it is handed out: with the extension of what it is, whatever it was called.
 *
 * @param fallback what it is called where no name was kept
 */
export function nameToSave(kept: string | null, type: MediaType, fallback: string): string {
  const name = kept ?? fallback;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return EXTENSIONS[type].includes(extension) ? name : `${name}.${EXTENSIONS[type][0] ?? ''}`;
}

/** Content-Disposition (RFC 6266): saved, never shown; the name once for old programs and once in UTF-8. */
export function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
