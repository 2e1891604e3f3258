// What completion proposes, gathered for one place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authoring/server/common/feature.h"
#include "authoring/server/knowledge/scan.h"
#include "authoring/server/knowledge/words.h"

namespace precept::server {

/// The numbers of the protocol for kinds of proposals.
enum class ProposalKind {
  Function = 3,
  Field = 5,
  Variable = 6,
  Class = 7,
  Module = 9,
  Enum = 13,
  Keyword = 14,
  Text = 1,
  EnumMember = 20,
  Struct = 22,
  Event = 23,
  File = 17,
  Reference = 18,
  Value = 12
};

class Proposals {
 public:
  Proposals(const Context& context, const Document& document, const Cursor& cursor)
      : context_(context), document_(document), cursor_(cursor), begin_(cursor.word_begin) {}

  /// From now on proposals replace what stands from here to the cursor.
  void replace_from(std::uint32_t begin) { begin_ = begin; }
  /// Proposals of a lower rank stand before others.
  void set_rank(int rank) { rank_ = rank; }

  Json& add(std::string_view label, ProposalKind kind, std::string_view detail = {},
            std::string_view meaning = {});
  /// With a text of its own in place of the label; `$1` and the like count only where the editor knows
  /// snippets, else the label is written.
  void add_snippet(std::string_view label, ProposalKind kind, std::string_view detail,
                   std::string_view meaning, std::string snippet);
  void add_words(WordPlace place);
  void add_declaration(const PolicyState& policy, analysis::DeclarationId declaration);
  bool has(std::string_view label) const;

  Json take() { return {{"isIncomplete", false}, {"items", std::move(items_)}}; }

 private:
  const Context& context_;
  const Document& document_;
  const Cursor& cursor_;
  std::uint32_t begin_;
  int rank_ = 5;
  Json items_ = Json::array();
};

/// What may stand where an expression is being written (values.cpp).
void propose_values(const Spot& spot, const Cursor& cursor, Proposals& to);
/// Members of the enum or keys of the table that is wanted there; false where that is not known.
bool propose_wanted(const Spot& spot, const Cursor& cursor, Proposals& to);
/// Behind the dot of an element whose expression is half written: the fields that its list's elements have.
void propose_fields_of_element(const Spot& spot, const Cursor& cursor, Proposals& to);
/// The members of an enum, the keys of a table, by its name.
bool propose_values_of(const PolicyState& policy, const std::string& type, Proposals& to);
/// Completion in a policy or module (in_policy.cpp), and in a file of tests (in_tests.cpp).
Json complete_in_policy(const Context& context, const Document& document, std::uint32_t offset);
Json complete_in_tests(const Context& context, const Document& document, std::uint32_t offset);

}  // namespace precept::server
