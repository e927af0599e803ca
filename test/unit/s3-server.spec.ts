import { describe, expect, it } from '@jest/globals';
import { signatureOf } from '../support/s3-server.js';

/** The examples of the description of Signature Version 4, section "Authorization header", with their made-up keys. */
const ACCESS = {
  bucket: 'examplebucket',
  region: 'us-east-1',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const headers = {
  host: 'examplebucket.s3.amazonaws.com',
  'x-amz-content-sha256': OF_NOTHING,
  'x-amz-date': '20130524T000000Z',
};

describe('the tests’ S3 server reckons a signature as its description does', () => {
  it.each([
    [
      'of part of an object',
      { method: 'GET', target: '/test.txt', headers: { ...headers, range: 'bytes=0-9' } },
      ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'of an upload',
      {
        method: 'PUT',
        target: '/test%24file.text',
        headers: {
          ...headers,
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        },
      },
      ['date', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-storage-class'],
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'of a listing',
      { method: 'GET', target: '/?max-keys=2&prefix=J', headers },
      ['host', 'x-amz-content-sha256', 'x-amz-date'],
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s', (_, request, signed, signature) => {
    expect(signatureOf(request, ACCESS, signed)).toBe(signature);
  });
});
