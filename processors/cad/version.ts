/** Stored with every result; raise it when the same bytes give other facts. */
export const kernelVersion = 'kernel 13 (opencascade.js 2.0.0-beta.b5ff984)';
