// What writers of pages have in common: beside a document's report they are given what else a page shows.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "render/html/article.h"
#include "render/report.h"

namespace precept::rendering {

class PageWriter : public ReportWriter {
 public:
  /// Tells how many documents there will be, before the first.
  virtual void expect(std::size_t /*documents*/) {}
  /// Sets the extras of the document that is told next.
  void set_extras(std::shared_ptr<const PageExtras> extras) { extras_ = std::move(extras); }

  /// A page does not compare readings; this does what `document` does.
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  /// False where no document was told, so that there is nothing to write.
  virtual bool has_documents() const = 0;
  /// The verdicts in one sentence: "3 documents: 1 compliant and 2 non-compliant".
  virtual std::string summary() const = 0;

 protected:
  /// The extras of the document that is told; they are used once.
  std::shared_ptr<const PageExtras> take_extras() {
    auto extras = std::exchange(extras_, nullptr);
    return extras ? extras : std::make_shared<PageExtras>();
  }

 private:
  std::shared_ptr<const PageExtras> extras_;
};

}  // namespace precept::rendering
