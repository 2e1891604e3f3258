// Tells the editor what is wrong in its files, after each change and only what changed.
//
// A policy is told once for all of its files; a module through the policies that use it, or by itself where
// there are none. What was told of a file is taken back when it no longer holds: also of a file that was
// closed, and of one that is no longer used.
#pragma once

#include <map>
#include <vector>

#include "authoring/server/common/feature.h"

namespace precept::server {

class Publisher {
 public:
  /// Looks at one thing that changed and adds to `messages` what is to be told; false where nothing is left.
  bool work(const Context& context, std::vector<Json>& messages);

 private:
  struct Told {
    Json mistakes;
    Json version;
  };

  static bool is_fresh(const Context& context, const FoundByFile& found);
  static std::vector<std::filesystem::path> owners(const Context& context, bool& is_complete);
  FoundByFile find(const Context& context, const std::filesystem::path& owner);
  void publish(const Context& context, const std::filesystem::path& file, std::vector<Json>& messages);
  void publish_all(const Context& context, std::vector<Json>& messages);

  std::map<std::filesystem::path, FoundByFile> found_;  ///< by the root, or by the file itself
  std::map<std::filesystem::path, Told> told_;
};

}  // namespace precept::server
