import type { Notice, Receiver } from '../../flows/alerts/alert.js';
import { postJson } from './post-json.js';

const signs = { info: ':white_check_mark:', warning: ':warning:', critical: ':rotating_light:' } as const;

/** Messages into a channel by an incoming webhook (api.slack.com/messaging/webhooks). */
export function slackReceiver(webhookUrl: string, dashboardUrl: string | undefined): Receiver {
  return { name: 'slack', deliver: (notice) => postJson(webhookUrl, { text: textOf(notice, dashboardUrl) }) };
}

function textOf({ kind, severity, message }: Notice, dashboardUrl: string | undefined): string {
  const first = kind === 'recovered' ? `:white_check_mark: Over: ${escape(message)}` : `${signs[severity]} ${escape(message)}`;
  return dashboardUrl === undefined ? first : `${first}\n<${dashboardUrl}|Dashboard>`;
}

/** The three characters that Slack's markup takes for its own. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
