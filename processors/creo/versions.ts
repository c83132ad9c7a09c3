/** Stored with every result; raise them when the same bytes give other facts. */
export const creoHeaderVersion = 'creo-header 2';
export const creoJsonVersion = 'creo-json 1';
/** Of models, whichever way they are read. */
export const creoModelVersion = 'creo 3';
