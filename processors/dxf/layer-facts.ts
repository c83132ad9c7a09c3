import type { Metadata } from '../../queues/contract/facts.js';
import type { Drawing } from './drawing.js';

type LayerFact = NonNullable<Metadata['layers']>[number];

/** Layers as defined, then those that only entities name; layer 0 is in every drawing. Names compare without case. Frozen and switched-off layers are not visible. */
export function layerFacts(drawing: Drawing, nameOf: (id: number) => string): LayerFact[] {
  const facts = new Map<string, LayerFact>();
  for (const { name, isFrozen, isOff } of drawing.layers.values()) {
    facts.set(name.toUpperCase(), { name, visible: !isFrozen && !isOff, entities: 0 });
  }
  if (!facts.has('0')) facts.set('0', { name: '0', visible: true, entities: 0 });
  for (const [id, count] of drawing.layerEntities.entries()) {
    if (!(count > 0)) continue;
    const name = nameOf(id);
    const key = name.toUpperCase();
    const known = facts.get(key);
    if (known === undefined) facts.set(key, { name, visible: true, entities: count });
    else known.entities += count;
  }
  return [...facts.values()];
}

/** Texts on layers that are not shown stay, flagged. */
export function hideTextsOnHiddenLayers(drawing: Drawing, layers: readonly LayerFact[]): void {
  const hidden = new Set(layers.filter((layer) => !layer.visible).map((layer) => layer.name.toUpperCase()));
  if (hidden.size === 0) return;
  for (const text of drawing.texts) if (text.layer !== null && hidden.has(text.layer.toUpperCase())) text.visible = false;
}
