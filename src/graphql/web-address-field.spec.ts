import { describe, expect, it } from '@jest/globals';
import { isWebAddress } from './web-address-field.js';

describe('an address of the web', () => {
  it.each([
    'https://example.org',
    'http://example.org:8080/a/b?c=d#e',
    'HTTPS://example.org/公告/2026',
    'https://例子.example/标准.pdf',
  ])('is %s', (address) => {
    expect(isWebAddress(address)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)//https://example.org',
    'data:text/html,x',
    'file:///etc/hosts',
    'example.org/a',
    '//example.org/a',
    'https:example.org',
    'https://',
    'https://example.org/a b',
    'java\nscript:alert(1)',
    '',
    null,
  ])('is not %j', (address) => {
    expect(isWebAddress(address)).toBe(false);
  });
});
