import type { Metadata } from '../../../queues/contract/facts.js';
import type { StepEntities } from './entities.js';
import { numberOf } from './units.js';
import { meaningful, referencesIn } from './values.js';

/** How the model is shown (ISO 10303-46). */
export interface Presentation {
  readonly layers: NonNullable<Metadata['layers']>;
  /** Each once: `#ff0000` or the name of a predefined one. */
  readonly colours: readonly string[];
}

/** A model may give each of its faces a colour of its own. */
const mostColours = 100;

export function readPresentation(entities: StepEntities): Presentation {
  const hidden = new Set(entities.all('INVISIBILITY').flatMap(({ values }) => referencesIn(values[0])));
  const layers = new Map<string, { visible: boolean; entities: number }>();
  for (const { id, values } of entities.all('PRESENTATION_LAYER_ASSIGNMENT')) {
    const name = meaningful(values[0]);
    if (name === null) continue;
    const known = layers.get(name);
    layers.set(name, {
      visible: (known?.visible ?? false) || !hidden.has(id),
      entities: (known?.entities ?? 0) + referencesIn(values[2]).length,
    });
  }
  return { layers: [...layers].map(([name, layer]) => ({ name, ...layer })), colours: coloursOf(entities) };
}

function coloursOf(entities: StepEntities): string[] {
  const rgb = entities.all('COLOUR_RGB').flatMap(({ values }) => {
    const channels = values.slice(1, 4).map(numberOf);
    const hex = channels.map((share) =>
      share === null
        ? ''
        : Math.round(Math.min(Math.max(share, 0), 1) * 255)
            .toString(16)
            .padStart(2, '0'),
    );
    return channels.length === 3 && !channels.includes(null) ? [`#${hex.join('')}`] : [];
  });
  const named = entities.all('DRAUGHTING_PRE_DEFINED_COLOUR').flatMap(({ values }) => meaningful(values[0]) ?? []);
  return [...new Set([...rgb, ...named])].slice(0, mostColours);
}
