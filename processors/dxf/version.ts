/** Stored with every result; raise it when the same bytes would give other facts. */
export const extractorVersion = 'dxf-11';
