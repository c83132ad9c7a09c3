import { creoFile, ndSection, psbDouble, tag } from './creo-file.js';
import type { TreeInput } from './creo-file.js';

const parameter = (name: string, value: Record<string, TreeInput>, unit: TreeInput = null): TreeInput => ({
  type: 'nd_parameter_k01::Parameter_K01',
  fields: {
    Value: { type: 'Value_K01', fields: { Value: { type: 'SimpleValue_J03', fields: value }, unit } },
    Definition: { type: 'ParameterDef_K01', fields: { ProEName: name } },
  },
});

const dependency = (name: string, type: string, count: number): TreeInput => ({
  type: 'Dependency_L05_P',
  fields: { ToModelDescriptor: { type: 'ModelDescriptor_J03', fields: { Name: name, Type: type, RevNum: 7 } }, CompCount: count },
});

const model: TreeInput = {
  type: 'ndmodel_l05_px::Model_L05_PX',
  fields: {
    Descriptor: { type: 'ModelDescriptor_J03', fields: { Name: 'bracket', Type: 'asm', RevNum: 40_000 } },
    Dependencies_P: {
      type: 'ModelDependencies_L05_P',
      fields: {
        Dependencies_P: [
          { type: 'Dependency_L05_P', fields: { ToModelDescriptor: null, CompCount: 0 } },
          dependency('plate', 'prt', 2),
          dependency('PLATE', 'prt', 1),
          dependency('skeleton', 'prt', 0),
        ],
      },
    },
    Parameters: {
      type: 'ParamSet_K01',
      fields: {
        Parameters: [
          parameter('MATL', { discr: 4, String: 'AISI 304' }),
          parameter('THICKNESS', { discr: 3, Real: { real: 2.5 } }, { type: 'UnitDef', fields: { Name: 'mm' } }),
          parameter('HOLES', { discr: 1, Integer: 12 }),
          parameter('PAINTED', { discr: 2, Boolean: 0 }),
        ],
      },
    },
    DesignatedItems: { type: 'DesignateData', fields: { DesignatedItems: ['matl'] } },
  },
};

const units: TreeInput = {
  type: 'nd_unitsystemdef_l03::UnitSystemDef_L03',
  fields: {
    Definition: {
      type: 'UnitSystemDefCustom_L03',
      fields: {
        Unit_Length: { type: 'UnitDef_K01', fields: { Name: 'in' } },
        Unit_Mass: { type: 'UnitDef_K01', fields: { Name: 'lbm' } },
      },
    },
  },
};

export const volume = 12.5;
export const density = 0.28;
export const basicText = (mass: number): Uint8Array =>
  Buffer.concat([
    tag(0, 'mass_prop'),
    Buffer.from([0xe3]),
    ...(
      [
        ['aver_density', density],
        ['volume', volume],
        ['surfarea', 40.25],
      ] as const
    ).flatMap(([name, value]) => [tag(2, name), psbDouble(value)]),
    tag(1, 'vrevnum'),
    Buffer.from([0x81, 0x3a]),
    tag(0, 'mp_checksum'),
    Buffer.from([0xf1]),
    tag(0, 'p_calc_obj_mp'),
    tag(0, 'mass'),
    tag(2, 'value'),
    psbDouble(mass),
    tag(0, 'volume'),
    tag(10, 'mat_name_ptr'),
    Buffer.from('\xf2AISI_304\0', 'latin1'),
    tag(10, 'principal_sys_units'),
    Buffer.from('\xf2Inch lbm Second (Pro/E Default)\0', 'latin1'),
  ]);

export const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 128, 1, 0, 1, 1, 0x11, 0, 0xff, 0xd9,
]);

export const whole = creoFile({
  magic: 'ASSEMBLY',
  commonName: 'frame.asm',
  sections: [
    { name: 'ND:0:Model_L05_PX:1', payload: ndSection(model), compressed: true },
    { name: 'ND:0:UnitSystemDef_L03:1', payload: ndSection(units), compressed: true },
    { name: 'BasicText', payload: basicText(volume * density) },
    { name: 'THMB_IMG_MAIN', payload: jpeg },
  ],
});
