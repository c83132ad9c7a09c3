/** Stored with every result; raise them when the same bytes give other facts. */
export const creoHeaderVersion = 'creo-header 4';
export const creoJsonVersion = 'creo-json 2';
/** Of models, whichever way they are read. */
export const creoModelVersion = 'creo 5';
