// Sums the JSON reports of vitest. Arguments: their folder, and the number of lanes that failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, failedLanes] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of readdirSync(folder).sort()) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has no tests in the report; it counts as one that failed.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  console.log(`${name}: ${report.numPassedTests} passed, ${report.numFailedTests + broken} failed, ${skipped} skipped`);
  sum.passed += report.numPassedTests;
  sum.failed += report.numFailedTests + broken;
  sum.skipped += skipped;
}
// A lane may fail without a failed test: an installation, the checks, an error between tests.
if (sum.failed === 0) sum.failed = Number(failedLanes);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
