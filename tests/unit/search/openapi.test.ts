import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../search/endpoints.js';
import { createOpenApiDocument } from '../../../search/openapi.js';

const document = createOpenApiDocument('1.2.3');

describe('the OpenAPI document', () => {
  it('describes every list with each of its parameters', () => {
    for (const { path, parameters } of endpoints) {
      const described = document.paths?.[path]?.get?.parameters ?? [];
      const names = described.map((parameter) => ('name' in parameter ? parameter.name : ''));
      const shape: unknown = 'shape' in parameters ? parameters.shape : {};
      expect(names.sort()).toEqual(Object.keys(shape as object).sort());
    }
  });

  it('refers to nothing that it does not hold', () => {
    const known = new Set(Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`));
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/gu)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(5);
    for (const reference of references) expect(known).toContain(reference);
  });

  it('gives each operation a name of its own, for generated clients', () => {
    const names = Object.values(document.paths ?? {}).map((path) => (path.get ?? path.post)?.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
    expect(document.openapi).toBe('3.1.0');
  });
});
