// The face of mistakes/: mistakes and lints of policies by themselves, for a command that has no documents to
// report on.
//
//     clause seats
//       shall ensure e.people == e.seats
//
// is told as text with an excerpt, as an object of JSON, as a result of SARIF whose fix writes `=`, or as a
// command of GitHub that marks the line.
//
// Nothing here fails; a file's name and a text that are not UTF-8 are told as far as they can be.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "render/sink.h"

namespace precept::rendering {

enum class MistakeFormat { Text, Json, Sarif, Github };
inline const std::map<std::string, MistakeFormat> kMistakeFormats{{"text", MistakeFormat::Text},
                                                                  {"json", MistakeFormat::Json},
                                                                  {"sarif", MistakeFormat::Sarif},
                                                                  {"github", MistakeFormat::Github}};

/// Tells mistakes text by text; `end` closes what was begun, and must be called last.
class MistakeWriter {
 public:
  virtual ~MistakeWriter() = default;
  virtual void add(const Diagnostics& diagnostics, const Sources& sources) = 0;
  virtual void end() = 0;
};

/// Text goes to where mistakes go, in `color`; every other form is the output. Paths below `root`, an
/// absolute path, are told from there in SARIF and for GitHub.
std::unique_ptr<MistakeWriter> mistake_writer(MistakeFormat format, Sink& output, std::string root,
                                              Color color);

/// The same for who has all mistakes at hand.
void write_mistakes(const Diagnostics& diagnostics, const Sources& sources, MistakeFormat format,
                    Sink& output, std::string root, Color color);

}  // namespace precept::rendering
