#include "compiler/check/declared_names.h"

#include <algorithm>

namespace precept::checking {

std::string_view noun(DeclarationForm form) {
  switch (form) {
    case DeclarationForm::Enum:
      return "an enum";
    case DeclarationForm::Record:
      return "a record";
    case DeclarationForm::Table:
      return "a table";
    case DeclarationForm::Reading:
      return "a reading";
    case DeclarationForm::Define:
      return "a definition";
    case DeclarationForm::Judgement:
      return "a judgement";
  }
  return {};
}

const Declaration* DeclaredNames::declare(const Declaration& declaration) {
  auto [place, added] = declarations_.emplace(declaration.name.text, declaration);
  if (!added) {
    place->second.is_declared_twice = true;
    return &place->second;
  }
  order_.push_back(&place->second);
  return nullptr;
}

bool DeclaredNames::sees(FileIndex from, const Declaration& declaration) const {
  return declaration.is_declared_twice || files_.files[from].sees[declaration.file];
}

const Declaration* DeclaredNames::find(std::string_view name, FileIndex from) const {
  const Declaration* found = find_anywhere(name);
  return found && sees(from, *found) ? found : nullptr;
}

const Declaration* DeclaredNames::find_anywhere(std::string_view name) const {
  auto found = declarations_.find(name);
  return found == declarations_.end() ? nullptr : &found->second;
}

std::vector<DeclaredNames::MemberOf> DeclaredNames::enums_with(std::string_view member,
                                                               FileIndex from) const {
  std::vector<MemberOf> result;
  for (const Declaration* declaration : order_) {
    if (declaration->form != DeclarationForm::Enum || !sees(from, *declaration)) continue;
    if (auto found = find_member(model_.enums[declaration->id], member)) {
      result.push_back({declaration->id, *found});
    }
  }
  return result;
}

std::vector<std::string_view> DeclaredNames::names_of(std::initializer_list<DeclarationForm> forms,
                                                      FileIndex from) const {
  std::vector<std::string_view> result;
  for (const Declaration* declaration : order_) {
    if (std::ranges::find(forms, declaration->form) == forms.end() || !sees(from, *declaration)) continue;
    result.push_back(declaration->name.text);
  }
  return result;
}

std::vector<std::string_view> DeclaredNames::member_names(FileIndex from) const {
  std::vector<std::string_view> result;
  for (const Declaration* declaration : order_) {
    if (declaration->form != DeclarationForm::Enum || !sees(from, *declaration)) continue;
    for (const auto& member : model_.enums[declaration->id].members) result.push_back(member.name);
  }
  return result;
}

std::optional<std::uint32_t> find_member(const model::Enum& of, std::string_view name) {
  for (std::size_t i = 0; i < of.members.size(); ++i) {
    if (of.members[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::optional<std::uint32_t> find_field(const std::vector<model::Field>& fields, std::string_view name) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::vector<std::string_view> names_of(const model::Enum& of) {
  std::vector<std::string_view> result;
  for (const auto& member : of.members) result.push_back(member.name);
  return result;
}

std::vector<std::string_view> names_of(const std::vector<model::Field>& fields) {
  std::vector<std::string_view> result;
  for (const auto& field : fields) result.push_back(field.name);
  return result;
}

}  // namespace precept::checking
