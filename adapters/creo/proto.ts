import { join } from 'node:path';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { packageRoot } from '../package-root.js';

/** Absent stays absent: a default would turn "not computable" into zero. */
const options = { keepCase: true, longs: Number, enums: String, defaults: false, arrays: true, oneofs: true } as const;

/** The published protocol; not compiled, so it is the same for sources and dist/. */
export const protoFolder = join(packageRoot, 'proto');

export const creoService = serviceOf('creo_extraction.proto', 'fleet.creo.v1.CreoExtractionService');
export const healthService = serviceOf('health.proto', 'grpc.health.v1.Health');

function serviceOf(file: string, name: string): ServiceDefinition {
  const found = loadSync(join(protoFolder, file), options)[name];
  if (!found || 'format' in found) throw new Error(`${file} has no service ${name}`);
  return found;
}
