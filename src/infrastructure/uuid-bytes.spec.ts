import * as fc from 'fast-check';
import { dashedUuid, writeUuid } from './uuid-bytes.js';

test('a UUID comes back as it was written', () => {
  fc.assert(fc.property(fc.uuid(), fc.nat(20), (uuid, at) => {
    const bytes = Buffer.alloc(40);
    writeUuid(uuid, bytes, at);
    expect(dashedUuid(bytes.subarray(at, at + 16).toString('hex'))).toBe(uuid);
  }));
});

test.each([
  ['', 'nothing'],
  ['0190f5a0-0000-7000-8000-00000000000', 'a digit short'],
  ['0190f5a0-0000-7000-8000-0000000000000', 'a digit too many'],
  ['0190F5A0-0000-7000-8000-000000000000', 'upper case, which would not come back the same'],
  ['0190f5a0-0000-7000-8000-00000000000g', 'no hex'],
  ['0190f5a0-0000-7000-8000-0000000000\u20130', 'a character outside ASCII'],
  ['0190f5a000000-7000-8000-000000000000', 'no dash'],
])('%j is refused: %s', (text) => {
  expect(() => writeUuid(text, Buffer.alloc(16), 0)).toThrow(TypeError);
});
