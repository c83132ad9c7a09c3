import { Command } from 'commander';
import { readConfig, type Config } from '../config.js';
import { serveDashboard, serveSearch, type RunningServer } from '../servers.js';
import { withDatabase, type Database } from '../services.js';
import { stopSignal, whenAborted } from '../stop-signals.js';
import { withTracing } from '../tracing.js';

export function dashboardCommand(): Command {
  return new Command('dashboard')
    .description('serve the status page, with Bull Board at /queues')
    .option('--port <n>', 'default: FLEET_DASHBOARD_PORT, 3000')
    .action((options: { port?: string }) => {
      const config = readConfig(withPort('FLEET_DASHBOARD_PORT', options.port));
      return withTracing(config, 'dashboard', (tracing) =>
        serve(config, 'dashboard', ({ sql, redisUrl }) => serveDashboard(config, sql, redisUrl, tracing)),
      );
    });
}

export function searchApiCommand(): Command {
  return new Command('search-api')
    .description('serve the search API, with its documentation at /docs')
    .option('--port <n>', 'default: FLEET_SEARCH_PORT, 8080')
    .action((options: { port?: string }) => {
      const config = readConfig(withPort('FLEET_SEARCH_PORT', options.port));
      return serve(config, 'search', ({ sql }) => serveSearch(config, sql));
    });
}

function withPort(name: string, port: string | undefined): NodeJS.ProcessEnv {
  if (port !== undefined) process.env[name] = port;
  return process.env;
}

async function serve(config: Config, name: string, open: (database: Database) => Promise<RunningServer>): Promise<void> {
  const stop = stopSignal();
  await withDatabase(config, async (database) => {
    const server = await open(database);
    console.log(`${name}: ${server.url}`);
    await whenAborted(stop);
    await server.close();
  });
}
