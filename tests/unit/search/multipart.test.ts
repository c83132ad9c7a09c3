import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipart } from '../../../search/http/multipart.js';

async function encode(form: FormData): Promise<{ body: Buffer; type: string }> {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return { body: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type') ?? '' };
}

describe('readMultipart', () => {
  it('reads back whatever a browser would send', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 20 }), async (bytes, text) => {
        const form = new FormData();
        form.set('text', text);
        form.set('file', new Blob([new Uint8Array(bytes)]), 'Teil "ä".dxf');
        const { body, type } = await encode(form);
        const [first, second] = readMultipart(body, type);
        expect(first).toMatchObject({ name: 'text', filename: null });
        // Line ends of a plain field are sent as CRLF.
        expect(first?.bytes.toString('utf8').replace(/\r\n?/gu, '\n')).toBe(text.replace(/\r\n?/gu, '\n'));
        expect(second).toMatchObject({ name: 'file', filename: 'Teil "ä".dxf' });
        expect([...(second?.bytes ?? [])]).toEqual([...bytes]);
      }),
      { numRuns: 50 },
    ));

  it('refuses a body that is cut off, and one without a boundary', async () => {
    const form = new FormData();
    form.set('text', 'abc');
    const { body, type } = await encode(form);
    expect(() => readMultipart(body.subarray(0, body.length - 12), type)).toThrow(SyntaxError);
    expect(() => readMultipart(body, 'multipart/form-data')).toThrow(/boundary/);
  });

  it('throws nothing but SyntaxError', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          readMultipart(Buffer.from(bytes), 'multipart/form-data; boundary=x');
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});
