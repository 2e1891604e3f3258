#include "bench/attendance_data.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

namespace precept::bench {
namespace {

using Words = std::vector<std::string_view>;

/// The 32-bit generator "mulberry32"; its sequence makes the data the same everywhere.
class Mulberry32 {
 public:
  explicit Mulberry32(std::uint32_t seed) : state_(seed) {}
  double next() {
    state_ += 0x6D2B79F5u;
    std::uint32_t t = state_;
    t = (t ^ (t >> 15)) * (t | 1u);
    t ^= t + (t ^ (t >> 7)) * (t | 61u);
    return (t ^ (t >> 14)) / 4294967296.0;
  }
  bool chance(double p) { return next() < p; }
  std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(next() * static_cast<double>(n)); }
  std::string_view pick(const Words& words) { return words[below(words.size())]; }

 private:
  std::uint32_t state_;
};

const Words kOtherRegions{"AMR", "ARB", "ASP", "CIS", "EUR"};
const Words kMembers{"MemberState", "SectorMember"};
const Words kAssociates{"Associate", "Academia"};
const Words kOtherGroups{"SG2", "SG3", "SG5", "SG9", "SG11", "SG13", "SG15", "SG17", "SG20", "SG21"};
const Words kFirstNames{"Amina", "Kwame", "Chidi", "Fatou",   "José",
                        "Léa",   "Ngozi", "Tunde", "Wanjiru", "Zanele"};
const Words kLastNames{"Okafor", "Mwangi", "Diallo", "Nkosi", "Mensah",
                       "Traoré", "Abebe",  "Uwase",  "Sow",   "Banda"};
const std::array<const char*, 4> kRoles{R"(["participant"])", R"(["participant","decision"])",
                                        R"(["participant","liaison"])",
                                        R"(["participant","decision","liaison"])"};

const Words& countries_of(std::string_view region) {
  static const Words africa{"KE", "NG", "ZA", "GH", "SN", "TZ", "UG", "RW", "ET", "CM"},
      america{"US", "BR", "CA", "MX"}, arab{"EG", "SA", "AE", "MA"}, asia{"CN", "JP", "KR", "IN"},
      cis{"RU", "KZ", "UZ"}, europe{"DE", "FR", "GB", "CH"};
  if (region == "AFR") return africa;
  if (region == "AMR") return america;
  if (region == "ARB") return arab;
  if (region == "ASP") return asia;
  return region == "CIS" ? cis : europe;
}

struct Attendee {
  std::string_view category, region = "AFR";
  Words study_groups;
  bool invited = false, eligible = false;
  std::uint32_t roles = 0;
};

Words study_groups(Mulberry32& random, bool with_parent) {
  Words groups;
  std::uint32_t count = 1 + random.below(3);
  for (std::uint32_t i = 0; i < count; ++i) groups.push_back(random.pick(kOtherGroups));
  if (with_parent) groups.insert(groups.begin() + random.below(groups.size() + 1), "SG12");
  return groups;
}

void make_outsider(Mulberry32& random, Attendee& a) {
  double kind = random.next();
  if (kind < .4) {
    a.category = random.pick(kMembers);
    a.region = random.pick(kOtherRegions);
  } else if (kind < .6) {
    a.category = random.pick(kAssociates);
    a.study_groups = study_groups(random, false);
  } else if (kind < .8) {
    a.category = random.pick(kAssociates);
    a.region = random.pick(kOtherRegions);
    bool with_parent = random.chance(.5);
    a.study_groups = study_groups(random, with_parent);
  } else {
    a.category = "Other";
    a.region = random.chance(.5) ? "AFR" : random.pick(kOtherRegions);
  }
}

void make_refused(Mulberry32& random, Attendee& a) {
  make_outsider(random, a);
  double why = random.next();
  if (why < .4) {
    a.invited = false, a.eligible = true;
  } else if (why < .8) {
    a.invited = true, a.eligible = false;
  } else {
    a.invited = a.eligible = false;
  }
  a.roles = random.below(4);
}

Attendee make_attendee(Mulberry32& random) {
  Attendee a;
  double kind = random.next();
  a.invited = random.chance(.1);
  a.eligible = random.chance(.5);
  if (kind < .62) {
    a.category = random.pick(kMembers);
    a.roles = random.below(4);
  } else if (kind < .85) {
    a.category = random.pick(kAssociates);
    a.study_groups = study_groups(random, true);
    a.roles = kind < .82 ? 0 : 1 + random.below(3);
  } else if (kind < .95) {
    make_outsider(random, a);
    a.invited = a.eligible = true;
    a.roles = kind < .93 ? (random.chance(.3) ? 2 : 0) : (random.chance(.5) ? 1 : 3);
  } else {
    make_refused(random, a);
  }
  return a;
}

std::string quoted(const Words& words) {
  std::string out = "[";
  for (std::size_t i = 0; i < words.size(); ++i)
    fmt::format_to(std::back_inserter(out), "{}\"{}\"", i ? "," : "", words[i]);
  return out + "]";
}

}  // namespace

std::string attendance_json(std::uint32_t attendees) {
  Mulberry32 random(42u ^ static_cast<std::uint32_t>(attendees * 2654435761ull));
  std::string out =
      R"({"meeting":{"group":{"id":"SG12RG-AFR","parent_study_group":"SG12","region":"AFR","charter":{"title":"Regional )"
      R"(group of SG12 for AFR","established":"2022-03-01","terms_of_reference":["encourage participation of the region",)"
      R"("submit contributions to the parent study group"],"resolution":"54"}},"study_group_members":[)";
  for (int i = 0; i < 50; ++i) {
    std::string_view country = random.pick(countries_of("AFR"));
    std::string_view category = random.pick(kMembers);
    fmt::format_to(std::back_inserter(out), R"({}{{"id":"M{}","country":"{}","category":"{}"}})",
                   i ? "," : "", i, country, category);
  }
  out += "]},\"attendees\":[\n";
  for (std::uint32_t i = 0; i < attendees; ++i) {
    Attendee a = make_attendee(random);
    std::string_view first = random.pick(kFirstNames), last = random.pick(kLastNames);
    std::string_view country = random.pick(countries_of(a.region));
    fmt::format_to(std::back_inserter(out),
                   R"({{"id":"A{:07}","name":"{} {}","category":"{}","country":"{}","region":"{}")", i, first,
                   last, a.category, country, a.region);
    if (!a.study_groups.empty())
      fmt::format_to(std::back_inserter(out), R"(,"study_groups":{})", quoted(a.study_groups));
    fmt::format_to(std::back_inserter(out), R"(,"invited":{},"eligible_for_parent":{},"roles":{}}}{})",
                   a.invited, a.eligible, kRoles[a.roles], i + 1 < attendees ? ",\n" : "\n");
  }
  return out + "]}\n";
}

std::string meeting_json(std::uint32_t attendees) {
  static const Words categories{"MemberState", "MemberState", "MemberState", "SectorMember", "SectorMember",
                                "Associate",   "Academia",    "Expert",      "Other",        "Staff"};
  static const Words states{"KE", "NG", "ZA", "GH", "SN", "TZ", "UG", "RW", "ET", "CM", "EG", "TN",
                            "MA", "SD", "FR", "US", "CN", "BR", "IN", "DE", "GB", "AE", "KZ", "MD"};
  static const std::array<const char*, 4> acts{R"(["attend"])", R"(["attend","contribute"])",
                                               R"(["attend","contribute","decide"])",
                                               R"(["attend","liaise"])"};
  Mulberry32 random(attendees + 54);
  std::string out =
      R"({"kind":"Meeting","group":{"name":"SG12RG-AFR","parent":"SG12","region":"AFR"},"date":"2023-05-02","joint_with":[],)"
      "\"attendance\":[\n";
  for (std::uint32_t i = 0; i < attendees; ++i) {
    std::string_view category = random.pick(categories), country = random.pick(states);
    std::string_view first = random.pick(kFirstNames), last = random.pick(kLastNames);
    fmt::format_to(std::back_inserter(out),
                   R"({{"name":"{} {}","entity":"Entity {}","category":"{}","country":"{}")", first, last,
                   i % 997, category, country);
    if (category == "Associate" || category == "Academia") {
      bool with_parent = random.chance(.8);
      fmt::format_to(std::back_inserter(out), R"(,"study_groups":{})",
                     with_parent ? R"(["SG12","SG13"])" : R"(["SG13"])");
    } else {
      out += R"(,"study_groups":[])";
    }
    if (random.chance(.1)) out += R"(,"invited":true,"invitation":"TSB letter 12")";
    if (random.chance(.5))
      out += random.chance(.7) ? R"(,"eligible_for_parent":true)" : R"(,"eligible_for_parent":false)";
    fmt::format_to(std::back_inserter(out), R"(,"acts":{}}}{})", acts[random.below(4)],
                   i + 1 < attendees ? ",\n" : "\n");
  }
  return out + "]}\n";
}

}  // namespace precept::bench
