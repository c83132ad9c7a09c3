import type { Notice, Receiver } from '../../flows/alerts/alert.js';

export interface AlertLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Alerts as lines of the log, at the level of their severity. */
export function logReceiver(log: AlertLog): Receiver {
  return {
    name: 'log',
    deliver: ({ kind, key, condition, severity, message, runId }: Notice) => {
      const fields = { alert: key, condition, severity, runId };
      if (kind === 'recovered') log.info(fields, `over: ${message}`);
      else if (severity === 'critical') log.error(fields, message);
      else if (severity === 'warning') log.warn(fields, message);
      else log.info(fields, message);
      return Promise.resolve();
    },
  };
}
