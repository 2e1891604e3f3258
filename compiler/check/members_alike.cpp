// Members of an enum, or choices of a reading, that look the same.
#include <map>

#include "base/limits.h"
#include "base/text.h"
#include "compiler/check/context.h"

namespace precept::checking {

namespace {

/// True where the two stand on one line, as in `Chair the chair`: a label without its quotes reads as
/// members.
bool is_forgotten_label(const Context& context, const model::EnumMember& first,
                        const model::EnumMember& again) {
  if (!first.span.has_place() || !again.span.has_place()) return false;
  const FileId file = first.span.file;
  return context.sources.locate(file, first.span.begin).line ==
         context.sources.locate(file, again.span.begin).line;
}

void report_alike(Context& context, const model::EnumMember& first, const model::EnumMember& again,
                  std::string_view how, std::string help) {
  context
      .report(DiagnosticKind::Redeclared, again.span,
              fmt::format("`{}` and `{}` {}", first.name, again.name, how))
      .label(first.span, "the first")
      .with_help(std::move(help));
}

}  // namespace

void check_members_alike(Context& context, const model::Enum& of) {
  if (of.members.size() > limits::kEnumMembers) return;  // reported elsewhere
  std::map<std::string, const model::EnumMember*> names, labels;
  for (const model::EnumMember& member : of.members) {
    auto [same_name, is_new_name] = names.emplace(case_folded(member.name), &member);
    auto [same_label, is_new_label] = labels.emplace(case_folded(without_faults(member.label)), &member);
    if (!is_new_name) {
      const model::EnumMember& first = *same_name->second;
      return report_alike(context, first, member, "differ by letter case alone",
                          is_forgotten_label(context, first, member) ? "a label stands in quotes" : "");
    }
    if (!is_new_label) {
      std::string first = without_faults(same_label->second->label), again = without_faults(member.label);
      return report_alike(context, *same_label->second, member,
                          first == again ? fmt::format("are both shown as \"{}\"", again)
                                         : fmt::format("are shown as \"{}\" and \"{}\", which differ by "
                                                       "letter case alone",
                                                       first, again),
                          "give each words of its own");
    }
  }
}

}  // namespace precept::checking
