#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

bool is_about_the_same(Look& look, const model::Section& a, const model::Section& b) {
  if (&a == &b) return true;
  if (a.record != b.record || a.subjects.size() != b.subjects.size()) return false;
  for (std::size_t i = 0; i < a.subjects.size(); ++i)
    if (look.terms().of(*a.subjects[i].list) != look.terms().of(*b.subjects[i].list)) return false;
  return true;
}

}  // namespace precept::lint
