// Writes a folder of pages, whole or not at all: beside its place first, under a name that nobody foresees,
// and renamed at the end. A folder of pages that is there is replaced; any other with something in it is not.
//
//   precept check meetings/ --policy res54.pbc --output html=site/
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "render/html/html_site.h"
#include "tools/common/output.h"

namespace precept::tools {

/// Whether a page is to be a folder of pages: the path is one, or ends in `/`.
bool is_site(const std::string& path);

/// What the pages are of. A folder with pages of the other kind is not replaced.
enum class SiteOf { Reports, Policy };

class SiteFolder final : public SiteFiles {
 public:
  explicit SiteFolder(std::string target, SiteOf what = SiteOf::Reports);
  /// Takes away what was not put in its place.
  ~SiteFolder() override;
  SiteFolder(const SiteFolder&) = delete;
  SiteFolder& operator=(const SiteFolder&) = delete;

  void write(const std::string& path, std::string_view text) override;
  std::string page_of(const std::string& document) override;

  /// Puts the folder in its place. False where it was reported why there is none (E5006, E5042); what was
  /// there is then as it was.
  bool finish(Diagnostics& diagnostics);

 private:
  void begin();
  void fail(int error_number);
  int put_in_place();

  std::string shown_;                        ///< as the command line names it
  std::filesystem::path target_;             ///< behind links, without `/` at its end
  std::filesystem::path beside_;             ///< where it is written; empty: not yet, or no longer
  std::set<std::filesystem::path> folders_;  ///< that were made
  std::set<std::string> pages_;
  Diagnostics mistakes_;  ///< the first thing that went wrong
};

}  // namespace precept::tools
