// Sums the JSON reports of vitest and names what failed, at the end, where a reader of the log begins.
// Arguments: their folder, and the number of lanes that failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [folder, failedLanes] = process.argv.slice(2);
const MESSAGE_LINES = 12;
const sum = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
for (const name of readdirSync(folder).sort()) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has no tests in the report; it counts as one that failed.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  for (const file of broken) failures.push([name, file.name, '(the file)', file.message]);
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') failures.push([name, file.name, test.fullName, test.failureMessages.join('\n')]);
    }
  }
  const failed = report.numFailedTests + broken.length;
  console.log(`${name}: ${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  sum.passed += report.numPassedTests;
  sum.failed += failed;
  sum.skipped += skipped;
}
for (const [name, file, test, message] of failures) {
  console.log(`failed in ${name}: ${relative('.', file)} > ${test}`);
  for (const line of message.split('\n').slice(0, MESSAGE_LINES)) console.log(`  ${line}`);
}
// A lane may fail without a failed test: an installation, the checks, an error between tests.
if (sum.failed === 0) sum.failed = Number(failedLanes);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
