import { hostname } from 'node:os';
import type { Notice, Receiver } from '../../flows/alerts/alert.js';
import { postJson } from './post-json.js';

/** PagerDuty takes no longer summary. */
const summaryCharacters = 1024;

/**
 * Incidents by the Events API v2 (developer.pagerduty.com/docs/events-api-v2). The alert's key is the deduplication key, so that several
 * senders make one incident and the recovery closes it. What only informs wakes nobody and is not sent.
 */
export function pagerDutyReceiver(routingKey: string, url: string): Receiver {
  return {
    name: 'pagerduty',
    deliver: async (notice) => {
      if (notice.severity !== 'info') await postJson(url, eventOf(notice, routingKey));
    },
  };
}

function eventOf({ kind, key, condition, severity, message, runId, at }: Notice, routingKey: string): object {
  const common = { routing_key: routingKey, dedup_key: `extraction-fleet:${key}` };
  if (kind === 'recovered') return { ...common, event_action: 'resolve' };
  return {
    ...common,
    event_action: 'trigger',
    payload: {
      summary: message.slice(0, summaryCharacters),
      source: hostname(),
      severity,
      timestamp: at,
      component: 'extraction-fleet',
      class: condition,
      custom_details: { run: runId },
    },
  };
}
