import { describe, expect, it } from 'vitest';
import { Extraction } from '../../../queues/contract/facts.js';
import { importJson, warnings } from './import-json.js';

describe('features', () => {
  const tree = [
    { element_id: 'PRO_E_DIAMETER', value: 8.5 },
    {
      elem_id: 'PRO_E_HLE_COM',
      elements: [
        { elem_id: 'PRO_E_DEPTH', double_value: 20 },
        { elem_id: 'NAME', string_value: 'A' },
      ],
    },
  ];
  it.each([[{ elements: tree }], [{ element_tree: { elements: tree } }]])(
    'reads the element tree in either depth',
    (elementTree) => {
      const facts = importJson({
        model_name: 'a',
        feature_count: 3,
        features: [
          {
            id: 39,
            type: 919,
            name: 'HOLE_1',
            element_tree: elementTree,
            surfaces: [{ id: 7 }, { id: 8 }],
            selection_data: [{ semantic_reference: 'TOP:F3' }],
          },
          { feat_id: 1, feature_type: 'DATUM PLANE' },
          { feat_id: 2, type_id: 12345, status: 'SUPPRESSED' },
        ],
      });
      const { features } = facts.metadata.properties?.['cad'] as { features: unknown[] };
      expect(features).toEqual([
        {
          feature_type: 'hole',
          face_ids: [7, 8],
          parameters: {
            feature_id: 39,
            name: 'HOLE_1',
            elements: { PRO_E_DIAMETER: 8.5, 'PRO_E_HLE_COM/PRO_E_DEPTH': 20, 'PRO_E_HLE_COM/NAME': 'A' },
          },
          location: null,
          source: 'creo',
        },
      ]);
      expect(facts.metadata.properties?.['feature_tree']).toMatchObject([
        { id: 39, type: 'HOLE', type_id: 919, references: ['TOP:F3'] },
        { id: 1, type: 'DATUM_PLANE' },
        { id: 2, type: 'TYPE_12345', suppressed: true },
      ]);
      expect(warnings(facts)).toContain('feature type 12345 is not known');
    },
  );

  it('believes a spelled type more than a number', () => {
    const facts = importJson({ model_name: 'a', features: [{ type_id: 916, type_name: 'PRO_FEAT_CUT' }] });
    expect(facts.metadata.properties?.['feature_tree']).toMatchObject([{ type: 'CUT', type_id: 916 }]);
  });
});

describe('boundary graph', () => {
  const graph = {
    nodes: [
      {
        id: 1,
        type: 'PRO_SRF_PLANE',
        area: 2,
        normal: [0, 0, 1],
        centroid: { x: 1, y: 1, z: 0 },
        uv_bounds: { u_min: 0, u_max: 1, v_min: 0, v_max: 2 },
      },
      { id: 2, surface_type: 'Cylinder', area: '3.5', edge_count: 2 },
    ],
    edges: [{ adjacent_faces: [1, 2], convexity: 'CONVEX', length: 4, type: 'line' }, { adjacent_faces: [1] }],
  };

  it('has the shape of the kernel, in mm where the unit is stated', () => {
    const facts = importJson({ model_name: 'a', units: 'cm', brep_graph: { ...graph, num_vertices: 8, num_solids: 1 } });
    expect(Extraction.parse(facts)).toEqual(facts);
    expect(facts.cad).toMatchObject({
      faces: 2,
      edges: 2,
      vertices: 8,
      solids: 1,
      units: 'cm',
      unit_source: 'stated',
      face_list: [
        { face_id: 1, surface_type: 'plane', area: 200, centroid: [10, 10, 0], normal: [0, 0, 1], uv_bounds: [0, 1, 0, 2] },
        { face_id: 2, surface_type: 'cylinder', area: 350, edge_count: 2 },
      ],
      adjacency: [{ face_1: 1, face_2: 2, convexity: 'convex', length: 40, curve_type: 'line' }],
    });
    expect(warnings(facts)).toContain('does not name two faces');
  });

  it('gives no strict record when a count is not there, rather than zero', () => {
    const facts = importJson({ model_name: 'a', brep_graph: graph });
    expect(facts.cad).toBeNull();
    expect(facts.metadata.properties?.['cad']).toMatchObject({ faces: 2, edges: 2, vertices: null, solids: null });
  });
});

describe('which model the export is of', () => {
  it.each([
    ['71736-004.prt.json', {}, '71736-004', 'prt', null],
    ['a/b/71736-004.prt.12.json', {}, '71736-004', 'prt', 12],
    ['71736-004_extracted.json', { model_type: 'ASSEMBLY' }, '71736-004', 'asm', null],
    ['71736-004_data.json', { model_name: '71736-004', file_type: 'part' }, '71736-004', 'prt', null],
    ['x.json', { filename: 'OTHER.ASM.3', model_name: '71736-004' }, 'other', 'asm', 3],
  ])('%s %j', (name, fields, base, type, version) => {
    const facts = importJson({ feature_count: 0, ...fields }, name);
    expect(facts.metadata.properties?.['model']).toEqual({ base, type, version });
  });
});
