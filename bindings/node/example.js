// Holds documents against policies, several at the same time: node example.js POLICY DOCUMENT...
'use strict';

const { PreceptError, load } = require('precept');

async function main([policy, ...documents]) {
  const program = await load(policy);
  const checks = await Promise.all(documents.map((path) => program.check(path)));
  checks.forEach((check, i) => {
    console.log(`${documents[i]}: ${check.verdict}`);
    for (const { code, message, line } of check.diagnostics) console.log(`  line ${line}: ${message} [${code}]`);
  });
  return checks.every((check) => check.isCompliant) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    if (!(error instanceof PreceptError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  },
);
