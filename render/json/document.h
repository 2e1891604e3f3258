// Writes the object of one document, of which the report in JSON has an array and that in NDJSON a line each.
#pragma once

#include "render/json/writer.h"
#include "render/report.h"

namespace precept::rendering {

void write_document_json(const DocumentReport& report, const Sources& sources, JsonWriter& json);
/// The same with what each other reading of the policy would change.
void write_compared_json(const DocumentReport& report, const std::vector<Alternative>& others,
                         const Sources& sources, JsonWriter& json);
/// Writes the member `passed_over`; nothing where no file was.
void write_passed_over_json(const std::vector<PassedOverFile>& files, JsonWriter& json);

}  // namespace precept::rendering
