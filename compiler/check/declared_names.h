// Declared names. Enums, records, tables, readings, definitions and judgements of all files share one
// namespace.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "compiler/check/modules.h"
#include "compiler/model/model.h"

namespace precept::checking {

enum class DeclarationForm { Enum, Record, Table, Reading, Define, Judgement };
/// "an enum", "a definition".
std::string_view noun(DeclarationForm form);

struct Declaration {
  DeclarationForm form{};
  std::uint32_t id = 0;  ///< in the model's list of its form
  ast::Name name;
  FileIndex file = 0;
  const ast::Statement* statement = nullptr;
  /// Another declaration has the same name, and that was reported. Every file then sees this one, so that
  /// users of the other give no further messages.
  bool is_declared_twice = false;
};

class DeclaredNames {
 public:
  DeclaredNames(const PolicyFiles& files, const model::Model& model) : files_(files), model_(model) {}

  /// Enters the declaration. If the name is taken, enters nothing and returns the first declaration; else
  /// null.
  const Declaration* declare(const Declaration& declaration);

  /// The declaration of this name that a file sees; null where there is none.
  const Declaration* find(std::string_view name, FileIndex from) const;
  /// The declaration of this name in any file of the policy.
  const Declaration* find_anywhere(std::string_view name) const;

  /// An enum that a file sees and the member of it.
  struct MemberOf {
    std::uint32_t enum_id;
    std::uint32_t member;
  };
  std::vector<MemberOf> enums_with(std::string_view member, FileIndex from) const;

  /// Candidates for a misspelt name.
  std::vector<std::string_view> names_of(std::initializer_list<DeclarationForm> forms, FileIndex from) const;
  std::vector<std::string_view> member_names(FileIndex from) const;

  /// In the order of declaration, file by file.
  const std::vector<const Declaration*>& all() const { return order_; }

 private:
  bool sees(FileIndex from, const Declaration& declaration) const;

  const PolicyFiles& files_;
  const model::Model& model_;
  std::map<std::string_view, Declaration> declarations_;
  std::vector<const Declaration*> order_;
};

/// Index of the member in the enum; none where there is none of this name.
std::optional<std::uint32_t> find_member(const model::Enum& of, std::string_view name);
/// Index of the field in the list; none where there is none of this name.
std::optional<std::uint32_t> find_field(const std::vector<model::Field>& fields, std::string_view name);

/// Candidates for a misspelt member or field.
std::vector<std::string_view> names_of(const model::Enum& of);
std::vector<std::string_view> names_of(const std::vector<model::Field>& fields);

}  // namespace precept::checking
