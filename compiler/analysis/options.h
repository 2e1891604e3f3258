// What an analysis is asked for beside the file; apart from the face, so that who wants a model includes no
// more.
#pragma once

#include "compiler/check/unused_readings.h"

namespace precept {

class ParseCache;

struct AnalysisOptions {
  UnusedReadings unused = UnusedReadings::Refuse;
  /// What the caller keeps between edits, or between the policies of a run; null: everything is parsed.
  ParseCache* parsed = nullptr;
};

}  // namespace precept
