import { ParameterFact, type BomItemFact, type CadFact } from '../../queues/contract/facts.js';
import { categoryOf } from '../../processors/creo/parameter-category.js';
import type { AssemblyMessage, BomMessage, ParameterMessage, ParametersMessage } from './messages.js';
import { bomFields, componentFields, fromMessage, toMessage } from './rows.js';

/** Parameters, components and lists of parts as messages and back. */

export function parametersOf({ parameters = [] }: ParametersMessage): ParameterFact[] {
  return parameters.map((message) => {
    const type = ParameterFact.shape.value_type.safeParse(message.value_type);
    const name = message.name ?? '';
    return {
      name,
      value: message.value ?? null,
      value_numeric: message.value_numeric ?? null,
      value_type: type.success ? type.data : 'string',
      category: categoryOf(name),
      units: message.units ?? null,
      is_designated: message.is_designated ?? false,
    };
  });
}

export function parameterMessages(parameters: readonly ParameterFact[]): ParameterMessage[] {
  return parameters.map(({ name, value, value_numeric, value_type, units, is_designated }) => ({
    name,
    value_type,
    is_designated,
    ...(value === null ? {} : { value }),
    ...(value_numeric === null ? {} : { value_numeric }),
    ...(units === null ? {} : { units }),
  }));
}

export function assemblyOf({ components = [] }: AssemblyMessage): CadFact['assembly'] {
  return components.map((component) => fromMessage(component, componentFields, ['instance_count']));
}

export function bomOf({ bom = [] }: AssemblyMessage): BomItemFact[] {
  return bom.map((item: BomMessage) => ({
    item_number: null,
    part_number: null,
    description: null,
    quantity: null,
    material: null,
    source_table: null,
    properties: {},
    ...fromMessage(item, bomFields),
  }));
}

export function assemblyMessage(assembly: CadFact['assembly'], bom: readonly BomItemFact[]): AssemblyMessage {
  return {
    components: assembly.map((row) => toMessage(row, componentFields)),
    bom: bom.map((item) => toMessage(item, bomFields)),
  };
}
