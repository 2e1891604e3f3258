// The kinds of documents that `schema` and `new document` are about: of the policies of the command line, or
// of the project file.
#pragma once

#include <string>
#include <vector>

#include "tools/commands/settled.h"
#include "tools/schema/shape.h"

namespace precept::tools {

class KindsWanted {
 public:
  /// Loads the policies, by the rules of a check. What is wrong is told to the engine.
  KindsWanted(const std::vector<std::string>& policies, const std::string& project);

  Engine& engine() { return run_.engine; }
  /// Those of this name, of each policy; with an empty name all. Where there are none, that is reported.
  std::vector<KindShape> of_name(const std::string& name, Diagnostics& diagnostics) const;

 private:
  SettledRun run_;
};

}  // namespace precept::tools
