/** Stored with every result; raise them when the same bytes give other facts. */
export const creoHeaderVersion = 'creo-header 1';
export const creoJsonVersion = 'creo-json 1';
