// `complete` tables have a row for every key that the key columns allow, so that no look-up misses.
#include <algorithm>

#include "compiler/check/context.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::Value;

namespace {

/// So many missing rows are named; the others are counted.
constexpr std::size_t kMostNamed = 5;

/// Number of values that a key column can have; none where they cannot be listed.
std::optional<std::uint64_t> values_of(const model::Model& model, const Type& type) {
  if (type.is(TypeKind::Enum)) return model.enums[type.id].members.size();
  if (type.is(TypeKind::Key)) return model.tables[type.id].rows.size();
  return std::nullopt;
}

std::string value_name(const model::Model& model, const Type& type, std::uint64_t value) {
  if (type.is(TypeKind::Enum)) return model.enums[type.id].members[value].name;
  const model::Table& table = model.tables[type.id];
  const Value& key = table.rows[value][table.key[0]];
  const Type& of_key = table.columns[table.key[0]].type;
  return of_key.is(TypeKind::Text) ? key.text
                                   : value_name(model, of_key, static_cast<std::uint64_t>(key.number));
}

class CompleteTable {
 public:
  CompleteTable(Context& context, const ast::TableDecl& declared, std::uint32_t id)
      : context_(context), declared_(declared), table_(context.model.tables[id]), id_(id) {}

  void check() {
    if (!context_.keys.is_complete(id_) || !count_keys() || wanted_ == table_.rows.size()) return;
    auto& mistake =
        context_.report(DiagnosticKind::IncompleteTable, declared_.complete,
                        fmt::format("`{}` is complete, and has no row for {}", table_.name, missing()));
    std::uint64_t lacking = wanted_ - table_.rows.size();
    if (lacking > kMostNamed) mistake.note(fmt::format("{} rows are missing in all", lacking));
    mistake.with_help(fmt::format("add them to `{}`, or leave out `complete` and ask `{}[…] is given`",
                                  table_.path, table_.name));
  }

 private:
  /// Counts the keys that the columns allow together. Reports a key column whose values cannot be listed.
  bool count_keys() {
    wanted_ = table_.key.empty() ? 0 : 1;
    for (std::uint32_t column : table_.key) {
      const model::Field& field = table_.columns[column];
      if (field.type.is(TypeKind::Error)) return false;
      auto values = values_of(context_.model, field.type);
      if (!values) {
        context_
            .report(DiagnosticKind::TypeMismatch, declared_.complete,
                    fmt::format("no table has a row for every text, as the key column `{}` would need",
                                field.name))
            .label(field.span, "declared here")
            .with_help("a complete table is keyed by members of enums or keys of other tables");
        return false;
      }
      counts_.push_back(*values);
      wanted_ *= *values;  // three columns of at most 2^20 values each
    }
    return true;
  }

  std::string missing() const {
    std::string names;
    std::size_t named = 0;
    std::vector<std::uint64_t> key(counts_.size(), 0);
    for (std::uint64_t at = 0; at < wanted_ && named < kMostNamed; ++at) {
      if (!has(key)) names += (named++ == 0 ? "`" : ", `") + name_of(key) + "`";
      for (std::size_t i = key.size(); i-- > 0;) {
        if (++key[i] < counts_[i]) break;
        key[i] = 0;
      }
    }
    return names;
  }

  bool has(const std::vector<std::uint64_t>& key) const {
    std::vector<Value> values;
    for (std::uint64_t part : key) values.push_back(Value::known(static_cast<std::int64_t>(part)));
    return context_.keys.find(id_, values).has_value();
  }

  std::string name_of(const std::vector<std::uint64_t>& key) const {
    std::string name;
    for (std::size_t i = 0; i < key.size(); ++i) {
      if (i > 0) name += ", ";
      name += value_name(context_.model, table_.columns[table_.key[i]].type, key[i]);
    }
    return name;
  }

  Context& context_;
  const ast::TableDecl& declared_;
  const model::Table& table_;
  std::uint32_t id_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t wanted_ = 0;
};

}  // namespace

void check_complete_tables(Context& context) {
  for (const Declaration* declaration : context.names.all()) {
    if (declaration->form != DeclarationForm::Table) continue;
    const ast::TableDecl& declared = *declaration->statement->table;
    if (declared.complete.has_place()) CompleteTable(context, declared, declaration->id).check();
  }
}

}  // namespace precept::checking
