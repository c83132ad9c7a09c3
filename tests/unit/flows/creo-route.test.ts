import { describe, expect, it } from 'vitest';
import { FleetCreoRoute, type CreoSwitchStore } from '../../../flows/creo-route.js';
import { ExtractionError } from '../../../queues/contract/errors.js';

/** A route over a switch whose database is away. */
function routeWithoutDatabase(): { route: FleetCreoRoute; errors: unknown[] } {
  const away = (): Promise<never> => Promise.reject(new Error('connect ECONNREFUSED'));
  const store: CreoSwitchStore = { admit: away, record: away };
  const errors: unknown[] = [];
  const onStoreError = (error: unknown): void => void errors.push(error);
  return { route: new FleetCreoRoute({ mode: 'auto', store, absent: null, workerId: 'vm4', sessions: 1, onStoreError }), errors };
}

describe('the way to the Creo service while the database is away', () => {
  it('asks the service and keeps its answer, and tells what could not be counted', async () => {
    const { route, errors } = routeWithoutDatabase();
    expect(await route.ask(() => Promise.resolve('facts'))).toBe('facts');
    expect(errors).toHaveLength(2);
  });

  it('tells the failure of the call, not that of the database', async () => {
    const { route } = routeWithoutDatabase();
    const failed = route.ask(() => Promise.reject(new ExtractionError('CREO_MODEL_ERROR', 'no such feature')));
    await expect(failed).rejects.toMatchObject({ errorClass: 'CREO_MODEL_ERROR' });
  });
});
