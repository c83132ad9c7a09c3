import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extract } from '../../../queues/contract/processor.js';

export const extract: Extract = () => {
  throw new ExtractionError('INTERNAL', 'not built yet');
};
