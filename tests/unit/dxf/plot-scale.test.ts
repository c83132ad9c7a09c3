import { describe, expect, test } from 'vitest';
import { enlargementOf, plottedLength } from '../../../processors/dxf/plot-scale.js';

describe('the scale of a sheet', () => {
  test.each([
    ['1:4', 4],
    ['1 / 2,5', 2.5],
    ['10:1', 0.1],
    ['SCALE 1:2 (A3)', 2],
    [`1/4" = 1'-0"`, 48],
    [`1 1/2"=1'-0"`, 8],
    [`1" = 20'`, 240],
    [`3"=1'-6"`, 6],
    [`1/0"=1'`, null],
    ['1:0', null],
    ['0:1', null],
    ['NTS', null],
    ['', null],
    [null, null],
  ])('"%s" enlarges by %s', (scale, enlargement) => {
    expect(enlargementOf(scale)).toBe(enlargement);
  });
});

describe('a dimension factor', () => {
  test.each([
    ['the scale itself', 4, '1:4', { unit: null }],
    ['the scale of an enlarged detail', 0.1, '10:1', { unit: null }],
    ['the scale, from millimetres of paper to inches', 1.8897637795, '1:48', { unit: 'inch' }],
    ['the scale, from inches of paper to millimetres', 50.8, '1:2', { unit: 'mm' }],
    ['feet of the building on inches of paper', 48, `1/4" = 1'-0"`, { unit: null }],
    ['another scale', 10, '1:4', null],
    ['a second unit of a part drawn in its size', 25.4, '1:1', null],
    ['nothing stated', 1, '1:4', null],
    ['no scale stated', 4, null, null],
  ])('%s', (_, factor, scale, plotted) => {
    expect(plottedLength(factor, scale)).toEqual(plotted);
  });
});
