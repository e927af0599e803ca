import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { settingProblem, type Expectation, type SettingProblem } from './setting-problem.js';
import type { TlsSettings } from './settings.js';

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * Reads the certificate and its key and proves that they belong together, so that a wrong pair shows at
 * start and not at the first visitor's handshake.
 *
 * @param report called with each problem found
 * @returns the files' contents, or `undefined` when something was reported
 */
export function readTlsFiles(
  tls: TlsSettings,
  report: (problem: SettingProblem) => void,
): TlsFiles | undefined {
  const cert = readOrReport('TLS_CERT', tls.certPath, report);
  const key = readOrReport('TLS_KEY', tls.keyPath, report);
  if (!cert || !key) return undefined;
  if (!isAccepted({ cert }, 'TLS_CERT', tls.certPath, CERTIFICATE, report)) return undefined;
  if (!isAccepted({ cert, key }, 'TLS_KEY', tls.keyPath, KEY, report)) return undefined;
  return { cert, key };
}

const READABLE: Expectation = { zh: '可以读取的文件', en: 'a file that can be read' };
const CERTIFICATE: Expectation = {
  zh: 'PEM 格式的证书（含中间证书）',
  en: 'a certificate in PEM format, with its intermediates',
};
const KEY: Expectation = {
  zh: '与 TLS_CERT 配对、PEM 格式、未加密的私钥',
  en: "the certificate's private key in PEM format, not encrypted",
};

function readOrReport(
  variable: string,
  path: string,
  report: (problem: SettingProblem) => void,
): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    report(settingProblem(variable, path, READABLE));
    return undefined;
  }
}

function isAccepted(
  context: { cert: Buffer; key?: Buffer },
  variable: string,
  path: string,
  expected: Expectation,
  report: (problem: SettingProblem) => void,
): boolean {
  try {
    createSecureContext(context);
    return true;
  } catch {
    report(settingProblem(variable, path, expected));
    return false;
  }
}
