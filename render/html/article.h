// What pages tell of one document, from its verdict to what it was checked by; and parts that pages share.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/html/reason_collector.h"
#include "runtime/repair/repair.h"

namespace precept::rendering {

/// A list of the document that lay in a file of its own.
struct PageList {
  std::string path;  ///< its place in the document
  std::string file;
  std::size_t records = 0;
  std::size_t left_out_by_only = 0;  ///< rows that the mapping's `only` left out
};

/// What a page shows of one document beside its report.
struct PageExtras {
  std::vector<PageList> lists;
  std::optional<Repairs> repairs;  ///< where a search for fixes was made
  std::string receipt;             ///< the receipt's bytes; empty: none
  bool is_receipt_too_large = false;
  ReasonCollector reasons;  ///< told of the run that made the report (CheckOptions::inspector)
};

/// Where an article stands.
struct ArticleForm {
  std::size_t number = 1;   ///< on its page, from 1
  bool is_alone = false;    ///< the page's heading is the document's
  bool is_in_site = false;  ///< the words of clauses lie beside the page, and receipts elsewhere
  bool is_brief = false;    ///< one of very many: without reasons, fixes and counts by clause
};

/// The begin of an article, with the document's name and verdict; it is left open.
std::string article_head(const DocumentReport& report, const ArticleForm& form);
/// All that follows, of a document that was checked, with the end.
std::string article_body(const DocumentReport& report, const PageExtras& extras, const ArticleForm& form);

std::string verdict_badge(std::string_view style, std::string_view verdict);
/// By the label of each clause its quote, gist and name: JSON for a `<script>`.
std::string clause_words_json(const DocumentReport& report);

}  // namespace precept::rendering
