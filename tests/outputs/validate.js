// node validate.js MODULES FILE: holds a file against the official schema of SARIF; tells what is wrong with it.
const fs = require("fs");
const path = require("path");
const [modules, file] = process.argv.slice(2).map((name) => path.resolve(name));
const Ajv = require(path.join(modules, "ajv"));
const schemas = path.join(modules, "@microsoft/jest-sarif/lib/schemas");
const schema = JSON.parse(fs.readFileSync(path.join(schemas, "sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv({ schemaId: "auto", allErrors: true, validateSchema: false });
ajv.addMetaSchema(require(path.join(modules, "ajv/lib/refs/json-schema-draft-04.json")));
const validate = ajv.compile(schema);
if (!validate(JSON.parse(fs.readFileSync(file, "utf8")))) {
  console.log(JSON.stringify(validate.errors.slice(0, 5), null, 1));
  process.exit(1);
}
