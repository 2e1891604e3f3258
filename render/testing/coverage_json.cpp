#include "render/json/writer.h"
#include "render/testing/coverage.h"

namespace precept::rendering {

namespace {

const char* word(program::PointKind kind) {
  switch (kind) {
    case program::PointKind::Ensure:
      return "ensure";
    case program::PointKind::Act:
      return "act";
    case program::PointKind::AppliesWhen:
      return "applies-when";
    case program::PointKind::When:
      return "when";
    case program::PointKind::Unless:
      return "unless";
    case program::PointKind::Exception:
      return "exception";
    case program::PointKind::Disjunct:
      return "disjunct";
  }
  return "";
}

void write_share(const testing::Share& share, JsonWriter& json) {
  json.key("hit").value(static_cast<std::uint32_t>(share.hit));
  json.key("all").value(static_cast<std::uint32_t>(share.all));
}

void write_point(const testing::CoveragePoint& point, const Sources& sources, JsonWriter& json) {
  LineColumn at = sources.locate(point.place.file, point.place.begin);
  json.begin_object();
  json.key("owner").value(point.owner);
  json.key("kind").value(word(point.kind));
  json.key("wanted").value(point.wants_yes ? "yes" : "no");
  json.key("missing").value(point.missing());
  json.key("possible").value(!point.is_impossible);
  json.key("file").value(sources.file(point.place.file).name);
  json.key("line").value(at.line);
  json.key("column").value(at.column);
  json.end();
}

}  // namespace

void write_coverage_json(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         JsonWriter& json) {
  json.begin_array();
  for (const testing::PolicyCoverage& each : coverage) {
    json.begin_object();
    json.key("policy").value(each.policies->name);
    json.key("file").value(each.file.string());
    write_share(each.share, json);
    json.key("per_mille").value(each.share.per_mille());
    json.key("rows").begin_array();
    for (const testing::CoverageRow& row : each.rows) {
      json.begin_object();
      json.key(row.is_definition ? "definition" : "clause").value(row.name);
      write_share(row.share, json);
      json.end();
    }
    json.end();
    json.key("missing").begin_array();
    for (const testing::CoveragePoint& point : each.points) {
      if (!point.is_hit) write_point(point, sources, json);
    }
    json.end();
    json.key("unnamed").begin_array();
    for (const std::string& label : each.unnamed) json.value(label);
    json.end();
    json.end();
  }
  json.end();
}

}  // namespace precept::rendering
