/** Preloaded into a process under test: writes which modules of OpenTelemetry it had loaded when it ended, into the folder of the variable. */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Module } = require('node:module');

process.on('exit', () => {
  const folder = process.env.LOADED_TELEMETRY_DIR;
  const loaded = Object.keys(Module._cache).filter((path) =>
    /[\\/](@opentelemetry[\\/](?!api[\\/])|bullmq-otel[\\/])/.test(path),
  );
  writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ main: process.argv.slice(1), loaded }));
});
